import TestSupport
import Testing

@testable import ExhibitJSON

@Suite struct EventStreamTests {
    private func values(_ text: String) -> [JSONValue] { EventStream.values(Array(text.utf8)) }

    private func isAmbiguous(_ text: String) -> Bool { EventStream.read(Array(text.utf8)).isAmbiguous }

    private static let rules: [(text: String, values: String)] = [
        ("data: {\"a\":1}\n\n", #"[{"a":1}]"#),
        ("data:{\"a\":1}\n\ndata: 2\n\n", #"[{"a":1},2]"#),
        ("\u{FEFF}data: 1\n\n", "[1]"),
        ("event: image_generation.completed\nid: 7\nretry: 100\ndata: 1\n\n", "[1]"),
        (": keep-alive\n\n:\n\ndata: 1\n: more\n\n", "[1]"),
        ("data: {\ndata:  \"a\":\ndata\ndata:3}\n\n", #"[{"a":3}]"#),
        ("data: 1\r\rdata: 2\r\n\r\ndata: 3\n\n", "[1,2,3]"),
        ("data: 1\n\n\n\n\ndata: 2\n\n", "[1,2]"),
        ("data: [DONE]\n\n", "[]"),
        ("data: ping\n\ndata: 1\n\n", "[1]"),
        ("data\n\ndata:\n\n", "[]"),
        ("Data: 1\n\ndatas: 2\n\n data: 3\n\nadata: 4\n\n", "[]"),
        ("", "[]"), ("\n", "[]"), ("data: 1", "[]"), ("data: 1\n", "[]"), ("data: 1\n\ndata: 2\n", "[1]"),
    ]

    @Test(arguments: rules)
    func `the format's rules`(text: String, expected: String) {
        #expect(JSONText.compact(.array(values(text))) == expected)
        #expect(!isAmbiguous(text))
    }

    @Test func `only the first byte order mark is none of the line`() {
        #expect(values("\u{FEFF}\u{FEFF}data: 1\n\ndata: 2\n\n") == [2])
    }

    @Test(arguments: [
        "data: [DONE]\n\ndata: 1\n\n", "data: {\"a\":1,\"a\":2}\n\n", "data: {\"a\":\n\n", "data: {} {}\n\n",
        "data: [1\n\n",
    ])
    func `where another reader could find other values`(text: String) {
        #expect(isAmbiguous(text))
    }

    @Test func `bytes that are no UTF-8 spoil their own event alone`() {
        let bytes = Array("data: \"".utf8) + [0xFF] + Array("\"\n\ndata: 1\n\n".utf8)
        #expect(EventStream.values(bytes) == [1])
    }

    @Test func `a data line of megabytes, and as much in small ones`() {
        let picture = String(repeating: "iVBORw0KGgoA", count: 400_000)
        #expect(values("data: {\"b64_json\":\"\(picture)\"}\n\n") == [["b64_json": .string(picture)]])
        let lines = String(repeating: "data: 1,\n", count: 200_000)
        #expect(values("data: [\n\(lines)data: 2]\n\n").first?.array?.count == 200_001)
        #expect(values(String(repeating: "data: 1\n\n", count: 100_000)).count == 100_000)
    }

    @Test(arguments: UInt64(0)..<300)
    func `line ends, comments and split data change nothing`(seed: UInt64) {
        var random = Seeded(seed)
        let expected = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            random.value(depth: 3, canonical: false)
        }
        var stream = StreamWriter(random: random)
        for value in expected { stream.write(value) }
        #expect(EventStream.values(stream.bytes) == expected)
        #expect(EventStream.read(stream.bytes).isAmbiguous == false)
    }

    @Test(arguments: UInt64(0)..<300)
    func `a stream that is cut off gives the events before the cut`(seed: UInt64) {
        var random = Seeded(seed)
        let expected = (0..<4).map { _ in random.value(depth: 2, canonical: false) }
        var stream = StreamWriter(random: random)
        for value in expected { stream.write(value) }
        let cut = Int.random(in: 0...stream.bytes.count, using: &random)
        let found = EventStream.values(Array(stream.bytes[..<cut]))
        #expect(found == Array(expected.prefix(found.count)))
        #expect(found.count >= stream.ends.count { $0 <= cut })
    }
}

/// Writes events in any of the forms that the format allows.
private struct StreamWriter {
    private(set) var bytes: [UInt8] = []
    /// How many bytes there are after each event.
    private(set) var ends: [Int] = []
    private var random: Seeded

    init(random: Seeded) { self.random = random }

    mutating func write(_ value: JSONValue) {
        if Bool.random(using: &random) { line(": a comment, data: 1") }
        if Bool.random(using: &random) { line("event: data") }
        for piece in pieces(of: JSONText.compact(value)) {
            line((Bool.random(using: &random) ? "data: " : "data:") + piece)
            if Int.random(in: 0..<4, using: &random) == 0 { line("id: 1") }
        }
        line("")
        ends.append(bytes.count)
    }

    /// Cut where JSON allows blanks: behind commas that are not in a string.
    private mutating func pieces(of text: String) -> [String] {
        var pieces = [""]
        var isString = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            pieces[pieces.count - 1].unicodeScalars.append(scalar)
            if scalar == "\"", !isEscaped { isString.toggle() }
            isEscaped = scalar == "\\" && !isEscaped
            if scalar == ",", !isString, Bool.random(using: &random) { pieces.append("") }
        }
        return pieces
    }

    private mutating func line(_ text: String) {
        // A line feed behind a carriage return would be part of the same line end.
        let ends = text.isEmpty && bytes.last == UInt8(ascii: "\r") ? ["\r", "\r\n"] : ["\n", "\r", "\r\n"]
        bytes += Array((text + ends[Int.random(in: 0..<ends.count, using: &random)]).utf8)
    }
}
