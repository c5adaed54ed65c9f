/// Takes comma-separated values apart (RFC 4180 §2): quoted cells may hold commas, line ends and doubled quotes.
///
/// A row ends with CRLF, LF or CR. A faulty cell is told and read on, so that one run tells them all.
struct CSVScanner {
    private let bytes: [UInt8]
    private(set) var index = 0

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nil at the end.
    mutating func row() -> CSVRow? {
        guard index < bytes.count else { return nil }
        var row = CSVRow()
        repeat { cell(in: &row) } while take(Self.comma)
        if take(0x0D) { _ = take(0x0A) } else { _ = take(0x0A) }
        return row
    }

    private mutating func cell(in row: inout CSVRow) {
        let start = index
        var text: [UInt8] = []
        if take(Self.quote) { quoted(into: &text, from: start, &row) }
        let isQuoted = index > start
        let rest = index
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        if isQuoted, index > rest { row.faults.append((.textBehindQuote, rest)) }
        if !isQuoted, let inside = bytes[rest..<index].firstIndex(of: Self.quote) {
            row.faults.append((.quoteInside, inside))
        }
        text += bytes[rest..<index]
        if let decoded = String(validating: text, as: UTF8.self) {
            row.cells.append(CSVRow.Cell(text: decoded, offset: start))
        } else {
            row.cells.append(CSVRow.Cell(text: "", offset: start))
            row.faults.append((.notUTF8, start))
        }
    }

    /// Goes behind the closing quote.
    private mutating func quoted(into text: inout [UInt8], from start: Int, _ row: inout CSVRow) {
        while let next = bytes[index...].firstIndex(of: Self.quote) {
            text += bytes[index..<next]
            index = next + 1
            guard take(Self.quote) else { return }
            text.append(Self.quote)
        }
        text += bytes[index...]
        index = bytes.count
        row.faults.append((.unclosedQuote, start))
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == Self.comma || byte == 0x0A || byte == 0x0D }
}
