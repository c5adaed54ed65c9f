/// Reads the header lines that curl hands over, interim answers and trailers included.
struct HeadReader {
    private let limit: Int
    private var bytes = 0
    private(set) var status: Int?
    private(set) var headers: [HTTPHeader] = []
    private(set) var isComplete = false

    enum Step: Equatable {
        case more
        case head(HTTPHead)
        case tooLong
    }

    init(limit: Int) {
        self.limit = limit
    }

    /// Status and fields so far, once a final status line came.
    var head: HTTPHead? {
        status.map { HTTPHead(status: $0, headers: headers) }
    }

    mutating func take(_ line: [UInt8]) -> Step {
        bytes += line.count
        guard bytes <= limit else { return .tooLong }
        // After the head only trailers come, and those are not part of it.
        guard !isComplete else { return .more }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            let words = text.split(whereSeparator: { $0 == " " || $0.isNewline })
            let code = words.count > 1 ? Int(words[1]) : nil
            status = code.flatMap { $0 >= 200 ? $0 : nil }
            headers = []
            return .more
        }
        guard let status else { return .more }
        if text.allSatisfy(\.isNewline) {
            isComplete = true
            return .head(HTTPHead(status: status, headers: headers))
        }
        keep(text)
        return .more
    }

    private mutating func keep(_ text: String) {
        if text.first == " " || text.first == "\t", let last = headers.popLast() {
            headers.append(HTTPHeader(last.name, last.value + " " + Self.trimmed(text[...])))
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return }
        headers.append(
            HTTPHeader(Self.trimmed(text[..<colon]), Self.trimmed(text[text.index(after: colon)...]))
        )
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
