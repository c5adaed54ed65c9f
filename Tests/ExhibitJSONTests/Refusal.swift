import Testing

@testable import ExhibitJSON

/// A row of a refusal table: bytes, and the whole error they must give.
struct Refusal: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let error: JSONError

    init(_ text: String, _ kind: JSONError.Kind, _ line: Int, _ column: Int, _ pointer: String = "") {
        self.init(Array(text.utf8), kind, line, column, pointer)
    }

    init(_ bytes: [UInt8], _ kind: JSONError.Kind, _ line: Int, _ column: Int, _ pointer: String = "") {
        self.bytes = bytes
        error = JSONError(kind, line: line, column: column, pointer: pointer)
    }

    var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self) }
}
