import ExhibitModel
import TestSupport

/// Bodies as providers send them, each with the number of base64 runs that must be found in it.
struct SampleBody: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    let runs: Int

    init(_ description: String, _ text: String, runs: Int) {
        self.init(description, Array(text.utf8), runs: runs)
    }

    init(_ description: String, _ bytes: [UInt8], runs: Int) {
        self.description = description
        self.bytes = bytes
        self.runs = runs
    }

    static func picture(_ seed: UInt64, _ count: Int) -> String {
        var random = Seeded(seed)
        return Base64.encode(random.bytes(count))
    }

    static func wrapped(_ text: String, _ width: Int, _ newline: String) -> String {
        var lines: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(width))
            rest = rest.dropFirst(width)
        }
        return lines.joined(separator: newline)
    }

    static func replacing(_ text: String, _ character: Character, _ spelling: String) -> String {
        text.split(separator: character, omittingEmptySubsequences: false).joined(separator: spelling)
    }

    static func url(_ text: String) -> String { replacing(replacing(text, "+", "-"), "/", "_") }

    static func unpadded(_ text: String) -> String { String(text.prefix { $0 != "=" }) }

    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + (0..<70_000).map { UInt8($0 * 7 & 255) }

    static let all: [SampleBody] = structured + spelled + odd

    private static let structured: [SampleBody] = [
        SampleBody("an empty body", "", runs: 0),
        SampleBody("one byte", "{", runs: 0),
        SampleBody("plain JSON", #"{"created":1,"data":[],"note":"\u00e9\n\\ok\/"}"#, runs: 0),
        SampleBody(
            "three pictures",
            #"{"created":1,"data":[{"b64_json":"\#(picture(1, 9000))"},{"b64_json":"\#(picture(2, 9001))"},"#
                + #"{"b64_json":"\#(picture(3, 9002))","revised_prompt":"a fox"}]}"#,
            runs: 3
        ),
        SampleBody("the same picture twice", #"["\#(picture(4, 4000))","\#(picture(4, 4000))"]"#, runs: 2),
        SampleBody("a data URL", #"{"url":"data:image/png;base64,\#(picture(5, 5000))"}"#, runs: 1),
        SampleBody(
            "server-sent events",
            "event: image_generation.partial_image\ndata: {\"b64_json\":\"\(picture(6, 200_000))\"}\n\n"
                + "event: image_generation.completed\r\ndata: {\"b64_json\":\"\(picture(7, 200_001))\",\"usage\":{}}\r\n\r\n"
                + "data: [DONE]\n\n",
            runs: 2
        ),
        SampleBody("JSON in a JSON string", #"{"body":"{\"b64\":\"\#(picture(8, 3001))\"}"}"#, runs: 1),
        SampleBody("nothing but base64", picture(9, 4001), runs: 1),
    ]

    private static let spelled: [SampleBody] = [
        SampleBody("escaped slashes", #"{"b64_json":"\#(replacing(picture(11, 6001), "/", "\\/"))"}"#, runs: 1),
        SampleBody("the URL alphabet", #"{"b64_json":"\#(url(picture(12, 6002)))"}"#, runs: 1),
        SampleBody("no padding", #"{"b64_json":"\#(unpadded(picture(13, 6001)))"}"#, runs: 1),
        SampleBody("the URL alphabet without padding", #""\#(unpadded(url(picture(14, 6002))))""#, runs: 1),
        SampleBody("lines of 76 with LF", wrapped(picture(15, 5000), 76, "\n") + "\n", runs: 1),
        SampleBody("lines of 76 with CR LF", "x:\r\n" + wrapped(picture(16, 5001), 76, "\r\n") + "\r\n--end", runs: 1),
        SampleBody("lines of 64 with escaped LF", #"{"b":"\#(wrapped(picture(17, 5002), 64, "\\n"))\n"}"#, runs: 1),
        SampleBody("lines of an odd length", #"{"b":"\#(wrapped(picture(18, 5002), 77, "\\n"))"}"#, runs: 1),
        SampleBody(
            "escaped slashes and escaped LF",
            #"{"b":"\#(replacing(wrapped(picture(19, 5002), 64, "\\n"), "/", "\\/"))"}"#,
            runs: 1
        ),
        SampleBody("escaped padding", #"{"b":"\#(unpadded(picture(20, 6001)))\u003d\u003d"}"#, runs: 1),
        SampleBody("unclean trailing bits", #"{"b":"\#(unpadded(picture(21, 6000)))QR=="}"#, runs: 1),
        SampleBody("one character over", #"{"b":"\#(picture(22, 6000))A"}"#, runs: 1),
        SampleBody("one padding too few", #"{"b":"\#(unpadded(picture(23, 6001)))="}"#, runs: 1),
        SampleBody("one padding too many", #"{"b":"\#(picture(24, 6001))="}"#, runs: 1),
        SampleBody("both alphabets", #"{"b":"\#(url(picture(25, 3000)))\#(picture(26, 3000))"}"#, runs: 2),
        SampleBody("a line that is too long", wrapped(picture(27, 4000), 76, "\n") + picture(28, 30), runs: 1),
    ]

    private static let odd: [SampleBody] = [
        SampleBody("1,023 characters", #""\#(picture(31, 766).prefix(1023))""#, runs: 0),
        SampleBody("1,024 characters", #""\#(picture(31, 768))""#, runs: 1),
        SampleBody("a whole PNG", png, runs: 0),
        SampleBody(
            "bytes that are no UTF-8",
            Array("{\"a\":\"".utf8) + [0xC3, 0x28, 0xFF, 0xFE] + Array("\"}".utf8),
            runs: 0
        ),
        SampleBody("a word after an escape", #"{"t":"\n\#(picture(32, 3000))"}"#, runs: 1),
        SampleBody("a word after a unicode escape", #"{"t":"\u00e9\#(picture(33, 3000))"}"#, runs: 1),
        SampleBody("broken off in a run", #"{"b64_json":"\#(picture(34, 5000).prefix(5555))"#, runs: 1),
        SampleBody("broken off in an escape", #"{"b64_json":"\#(picture(35, 3000))\"#, runs: 1),
        SampleBody("words on lines", String(repeating: "abcdefghijklmnop\n", count: 200), runs: 1),
        SampleBody("nothing but backslashes", String(repeating: "\\", count: 5000), runs: 0),
        SampleBody("nothing but line breaks", String(repeating: "\r\n", count: 3000), runs: 0),
    ]
}
