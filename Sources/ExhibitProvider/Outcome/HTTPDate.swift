package import ExhibitModel

/// A date of RFC 9110 §5.6.7, in any of the three forms that a recipient has to take.
package enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    package static func parse(_ text: String) -> Timestamp? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT, and with dashes: Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where words[5] == "GMT": return make(year: words[3], month: words[2], day: words[1], time: words[4])
        // Sun Nov  6 08:49:37 1994
        case 5: return make(year: words[4], month: words[1], day: words[2], time: words[3])
        default: return nil
        }
    }

    private static func make(year: Substring, month: Substring, day: Substring, time: Substring) -> Timestamp? {
        guard let month = months.firstIndex(of: month.lowercased()), let day = padded(day, 2) else { return nil }
        // Two digits mean this century: the form with them was old when the web was young.
        guard let year = padded(year.utf8.count == 2 ? "20" + year : year, 4) else { return nil }
        guard let month = padded(Substring(String(month + 1)), 2) else { return nil }
        return Timestamp(rfc3339: "\(year)-\(month)-\(day)T\(time).000Z")
    }

    private static func padded(_ digits: Substring, _ width: Int) -> String? {
        guard !digits.isEmpty, digits.utf8.count <= width else { return nil }
        return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
