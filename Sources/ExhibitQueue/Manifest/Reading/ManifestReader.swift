import ExhibitJSON
import ExhibitModel

/// Finds out in which form a file is written, and takes it apart into items.
struct ManifestReader {
    /// Without a byte order mark.
    let bytes: [UInt8]
    /// What the file's name says; the content comes first.
    let named: ManifestForm?
    var problems = ProblemList()
    /// What the file says about all of its items.
    var header = FileHeader()

    static let byteLimit = 16 << 20
    static let itemLimit = 100_000
    static let taskLimit = 200

    init(_ bytes: [UInt8], named: ManifestForm?) {
        self.bytes = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...])
        self.named = named
    }

    mutating func read() -> (form: ManifestForm, items: [ManifestItem]) {
        let first = bytes.firstIndex { !Self.isSpace($0) }
        switch first.map({ bytes[$0] }) {
        case UInt8(ascii: "[") where named != .csv: return (.array, array())
        case UInt8(ascii: "{") where named != .csv: return objects(from: first ?? 0)
        case nil: return (named ?? .jsonLines, [])
        default: return (.csv, rows())
        }
    }

    private mutating func array() -> [ManifestItem] {
        do throws(JSONError) {
            return elements(of: JSONPointer(), try JSONReader.read(bytes, .reply).array ?? [])
        } catch {
            problems.add(ManifestProblem(error))
            return []
        }
    }

    /// One object is source D's form when it has tasks, and an item when it has none; several are JSONL.
    private mutating func objects(from start: Int) -> (ManifestForm, [ManifestItem]) {
        let whole: JSONObject
        do throws(JSONError) {
            whole = try JSONReader.read(bytes, .reply).object ?? JSONObject()
        } catch {
            if isJSONLines { return (.jsonLines, lines()) }
            problems.add(ManifestProblem(error))
            return (named ?? .tasks, [])
        }
        guard let tasks = whole["tasks"] else {
            let place = SourcePosition().advanced(to: start, in: bytes)
            let end = bytes.lastIndex { !Self.isSpace($0) } ?? start
            return (
                .jsonLines,
                [ManifestItem(members: whole.members, start: place, origin: .json(bytes, start..<end + 1))]
            )
        }
        header = FileHeader(whole, bytes, &problems)
        guard let elements = tasks.array else {
            problems.add(
                ManifestProblem("\"tasks\" must be an array", at: FileHeader.place(of: "tasks", in: bytes))
            )
            return (.tasks, [])
        }
        return (.tasks, self.elements(of: JSONPointer(tokens: ["tasks"]), elements))
    }

    private mutating func elements(of pointer: JSONPointer, _ values: [JSONValue]) -> [ManifestItem] {
        var position = SourcePosition()
        // The text was read without an error, so each value has its bytes.
        let ranges = JSONReader.elements(of: pointer, in: bytes) ?? []
        return zip(values, ranges).compactMap { value, range in
            position.advance(to: range.lowerBound, in: bytes)
            return item(value, range, position)
        }
    }

    mutating func item(_ value: JSONValue, _ range: Range<Int>, _ start: SourcePosition) -> ManifestItem? {
        guard let object = value.object else {
            problems.add(
                ManifestProblem(
                    "an item must be an object, not \(ItemKey.shown(value))",
                    hint: "write {\"prompt\": \"…\"}",
                    at: ManifestPlace(start)
                )
            )
            return nil
        }
        return ManifestItem(members: object.members, start: start, origin: .json(bytes, range))
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
