import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitRecord

/// What an `artifact.derived` claims.
struct DerivedRecord {
    let operation: Operation
    let sha256: Digest
    let from: [Digest]
    /// Nil for a sound.
    let pixelsSHA256: Digest?
    let width: Int?
    let height: Int?
    let measures: [String: Operation.Parameter]

    /// Nil when something is missing; `blob` has what was too long for the entry.
    init?(_ entry: Entry, blob: (String) -> [UInt8]?) {
        func document(_ key: String) -> JSONValue? {
            if let value = entry.body[key] { return value }
            // Nil is told as a finding.
            return entry.body[key + "_blob"]?.string.flatMap(blob).flatMap { try? JSONReader.read($0, .canonical) }
        }
        guard let name = entry.body["op"]?.string, let parameters = Self.parameters(document("params")),
            let sha256 = entry.body["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let list = document("from")?.array, let measures = Self.parameters(entry.body["measures"] ?? [:])
        else { return nil }
        let from = list.compactMap { $0.string.flatMap { Digest(hex: $0) } }
        guard from.count == list.count else { return nil }
        operation = Operation(name, parameters)
        self.sha256 = sha256
        self.from = from
        self.measures = measures
        pixelsSHA256 = entry.body["pixels_sha256"]?.string.flatMap { Digest(hex: $0) }
        width = entry.body["width"]?.int
        height = entry.body["height"]?.int
        guard isSound || pixelsSHA256 != nil || !OperationTable.knows(name) else { return nil }
    }

    var isSound: Bool { operation.name == WAVJoin.operation }

    private static func parameters(_ value: JSONValue?) -> [String: Operation.Parameter]? {
        guard let object = value?.object else { return nil }
        var parameters: [String: Operation.Parameter] = [:]
        for (key, value) in object.members {
            switch value {
            case .string(let text): parameters[key] = .text(text)
            case .bool(let flag): parameters[key] = .flag(flag)
            case .number(let number):
                guard let integer = number.int else { return nil }
                parameters[key] = .integer(integer)
            case .null, .array, .object: return nil
            }
        }
        return parameters
    }
}
