/// A stranger's text, made fit for one line.
enum ProviderText {
    static let limit = 500

    /// Line breaks and control characters become single blanks; what is too long is cut.
    static func line(_ text: String) -> String {
        var line = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return line + "…" }
            let isBlank = scalar.properties.isWhitespace || isInvisible(scalar)
            if isBlank, line.hasSuffix(" ") || line.isEmpty { continue }
            line.unicodeScalars.append(isBlank ? " " : scalar)
            count += 1
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    /// What an HTML page is about, or the beginning of any other text.
    static func title(_ text: String) -> String? {
        let start = text.prefix(4096)
        let lower = start.lowercased()
        guard lower.contains("<html") || lower.contains("<!doctype") else {
            return start.allSatisfy(\.isWhitespace) ? nil : line(String(start))
        }
        guard let open = start.firstRange(of: "<title>") ?? start.firstRange(of: "<TITLE>") else {
            return "an HTML page"
        }
        let title = line(String(start[open.upperBound...].prefix { $0 != "<" }))
        return title.isEmpty ? "an HTML page" : "an HTML page, \"\(title)\""
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
