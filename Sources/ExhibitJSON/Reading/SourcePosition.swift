/// A place in a text as an editor counts it: lines and columns, both from 1.
///
/// A line ends with LF, CRLF or CR; a column is one Unicode scalar.
package struct SourcePosition: Sendable, Hashable {
    package private(set) var offset = 0
    package private(set) var line = 1
    package private(set) var column = 1

    package init() {}

    /// Goes on to a later offset of the same bytes, so that many places cost one walk.
    package mutating func advance(to end: Int, in bytes: [UInt8]) {
        for index in offset..<max(offset, min(end, bytes.count)) {
            switch bytes[index] {
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A:
                column += 1
            case 0x0A, 0x0D:
                line += 1
                column = 1
            case 0x80...0xBF:
                break
            default:
                column += 1
            }
        }
        offset = max(offset, end)
    }

    package func advanced(to end: Int, in bytes: [UInt8]) -> SourcePosition {
        var position = self
        position.advance(to: end, in: bytes)
        return position
    }

    static func of(_ offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let position = SourcePosition().advanced(to: offset, in: bytes)
        return (position.line, position.column)
    }
}
