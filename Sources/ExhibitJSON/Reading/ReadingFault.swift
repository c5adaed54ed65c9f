/// An error while its way out of the nested values is still being written down.
///
/// Nothing is counted while reading goes well: the path grows when the error passes a container, and line and column are
/// found at the end.
struct ReadingFault: Error {
    let kind: JSONError.Kind
    let offset: Int
    /// Innermost first.
    private var path: [String] = []

    init(_ kind: JSONError.Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    mutating func leave(_ token: String) { path.append(token) }

    func leaving(_ token: String) -> ReadingFault {
        var fault = self
        fault.leave(token)
        return fault
    }

    /// The error of a value that never was text.
    var unlocated: JSONError {
        JSONError(kind, pointer: JSONPointer(tokens: path.reversed()).description)
    }

    /// The error with its line and column in the bytes that `offset` counts.
    func located(in bytes: [UInt8]) -> JSONError {
        let (line, column) = SourcePosition.of(offset, in: bytes)
        return JSONError(
            kind,
            line: line,
            column: column,
            pointer: JSONPointer(tokens: path.reversed()).description
        )
    }
}
