/// Lines and columns as an editor counts them, both from 1.
enum SourcePosition {
    /// A line ends with LF, CRLF or CR; a column is one Unicode scalar.
    static func of(_ offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
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
        return (line, column)
    }
}
