/// Rows as aligned columns; the last column is not padded.
enum TextTable {
    static func lines(_ header: [String], _ rows: [[String]]) -> [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.enumerated().map { index, cell in index == row.count - 1 ? cell : cell.padded(widths[index]) }
                .joined(separator: "  ")
        }
    }
}
