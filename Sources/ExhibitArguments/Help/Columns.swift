/// Text for a terminal of 80 columns.
enum Columns {
    static let width = 80

    /// Breaks at spaces; a word that is too long for a line keeps its own.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Paragraphs, divided by empty lines in `text`; a line that begins with a space stays as it is.
    static func paragraphs(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines: [String] = []
        var open = ""
        func close() {
            lines += wrapped(open, width: width)
            open = ""
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.hasPrefix(" ") {
                close()
                lines.append(String(line))
            } else {
                open += (open.isEmpty ? "" : " ") + line
            }
        }
        close()
        return lines
    }

    /// Labels on the left, wrapped texts on the right; a label that is too long gets a line of its own.
    static func table(_ rows: [(label: String, text: String)], limit: Int = 24) -> [String] {
        let fitting = rows.map(\.label.count).filter { $0 <= limit }
        let column = fitting.max() ?? 0
        let indent = String(repeating: " ", count: column + 4)
        return rows.flatMap { row in
            let texts = wrapped(row.text, width: width - column - 4)
            let label = "  " + row.label
            guard let first = texts.first else { return [label] }
            guard row.label.count <= column else { return [label] + texts.map { indent + $0 } }
            let gap = String(repeating: " ", count: column - row.label.count + 2)
            return [label + gap + first] + texts.dropFirst().map { indent + $0 }
        }
    }
}
