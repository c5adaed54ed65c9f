import TestSupport
import Testing

@testable import ExhibitJSON

@Suite struct `canonical JSON` {
    @Test func `the golden entry is its own canonical form`() throws {
        let golden =
            #"{"attempt":1,"body":{"host":"h.example","input_images":[],"method":"POST","mode":"generation","#
            + #""model":"gpt-image-2","path":"/v1/images/generations","#
            + #""prompt_commit":"1111111111111111111111111111111111111111111111111111111111111111","#
            + #""provider":"happy","#
            + #""request_sha256":"0000000000000000000000000000000000000000000000000000000000000000"},"#
            + #""run":"01KAHC0000000000000000000A","seq":0,"task":"cat-test","ts":"2026-11-21T06:56:17.123Z","#
            + #""type":"request.intent","v":1}"#
        let bytes = Array(golden.utf8)
        #expect(bytes.count == 458)
        #expect(try CanonicalJSON.bytes(JSONReader.read(bytes, .canonical)) == bytes)
        let envelope: JSONValue = [
            "v": 1, "seq": 0, "ts": "2026-11-21T06:56:17.123Z", "type": "request.intent",
            "run": "01KAHC0000000000000000000A", "task": "cat-test", "attempt": 1,
            "body": [
                "provider": "happy", "model": "gpt-image-2", "mode": "generation", "method": "POST",
                "host": "h.example",
                "path": "/v1/images/generations", "input_images": [],
                "request_sha256": .string(String(repeating: "0", count: 64)),
                "prompt_commit": .string(String(repeating: "1", count: 64)),
            ],
        ]
        #expect(try CanonicalJSON.bytes(envelope) == bytes)
    }

    /// The sample of RFC 8785 §3.2.3.
    @Test func `keys are in the order of UTF-16 code units`() throws {
        let value: JSONValue = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "😀": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        ]
        let object = try #require(JSONReader.read(CanonicalJSON.bytes(value), .canonical).object)
        #expect(object.keys == ["\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "😀", "\u{fb33}"])
    }

    @Test(arguments: UInt64(0)..<100)
    func `the order found in UTF-8 is the order of UTF-16`(seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<50 {
            let (left, right) = (random.text(), random.text())
            #expect(left.precedesInUTF16(right) == left.utf16.lexicographicallyPrecedes(right.utf16))
        }
    }

    @Test(arguments: [
        ("\u{00}\u{01}\u{1F}", #""\u0000\u0001\u001f""#),
        ("\u{08}\t\n\u{0C}\r", #""\b\t\n\f\r""#),
        (#"a"b\c/d"#, #""a\"b\\c/d""#),
        ("\u{7F}\u{80}\u{2028}\u{2029}", "\"\u{7F}\u{80}\u{2028}\u{2029}\""),
        ("橘猫 😀 é e\u{301}", "\"橘猫 😀 é e\u{301}\""),
        ("", "\"\""),
    ])
    func `only what must be escaped is escaped`(text: String, literal: String) throws {
        #expect(try CanonicalJSON.bytes(.string(text)) == Array(literal.utf8))
        #expect("\"" + JSONText.escaped(text) + "\"" == literal)
    }

    @Test(arguments: ["1.0", "1e3", "-0", "9007199254740992", "-9007199254740992", "1E400", "99999999999999999999"])
    func `a number that readers may disagree on is not written`(text: String) throws {
        let value: JSONValue = ["a/b": [1, .number(try #require(JSONNumber(text: text)))]]
        #expect(throws: JSONError(.numberOutOfProfile, pointer: "/a~1b/1")) { try CanonicalJSON.bytes(value) }
    }

    @Test(arguments: [9_007_199_254_740_991, -9_007_199_254_740_991, 0])
    func `the largest integers are written and read back`(number: Int) throws {
        let bytes = try CanonicalJSON.bytes(.int(number))
        #expect(bytes == Array(String(number).utf8))
        #expect(try CanonicalJSON.read(bytes).int == number)
    }

    @Test func `a value too deep to be read is not written`() throws {
        let deepest = (0..<64).reduce(JSONValue.array([])) { value, level in level == 0 ? value : [value] }
        #expect(try CanonicalJSON.bytes(deepest).count == 128)
        let pointer = String(repeating: "/0", count: 63) + "/x"
        let tooDeep = (0..<63).reduce(["x": []] as JSONValue) { value, _ in [value] }
        #expect(throws: JSONError(.tooDeep, pointer: pointer)) { try CanonicalJSON.bytes(tooDeep) }
    }

    @Test(arguments: [
        Refusal(#"{"b":1,"a":2}"#, .notCanonical, 1, 3),
        Refusal(#"{"a":1, "b":2}"#, .notCanonical, 1, 8),
        Refusal("[1]\n", .notCanonical, 1, 4),
        Refusal(#"["é\/"]"#, .notCanonical, 1, 4),
        Refusal(#"["\u0041"]"#, .notCanonical, 1, 3),
        Refusal(#"["\u001F"]"#, .notCanonical, 1, 8),
        Refusal(#"[1.0]"#, .numberOutOfProfile, 1, 2, "/0"),
    ])
    func `another spelling of the same value is refused`(row: Refusal) {
        #expect(throws: row.error) { try CanonicalJSON.read(row.bytes) }
    }
}
