import Testing

@testable import ExhibitJSON

@Suite struct `JSON that is refused` {
    static let syntax = [
        Refusal("", .unexpectedEnd, 1, 1),
        Refusal(" \n ", .unexpectedEnd, 2, 2),
        Refusal("tru", .unexpectedEnd, 1, 4),
        Refusal("trux", .unexpectedCharacter, 1, 4),
        Refusal("nulL", .unexpectedCharacter, 1, 4),
        Refusal("True", .unexpectedCharacter, 1, 1),
        Refusal("'a'", .unexpectedCharacter, 1, 1),
        Refusal("NaN", .unexpectedCharacter, 1, 1),
        Refusal("[", .unexpectedEnd, 1, 2, "/0"),
        Refusal("[1", .unexpectedEnd, 1, 3),
        Refusal("[1,]", .unexpectedCharacter, 1, 4, "/1"),
        Refusal("[1 2]", .unexpectedCharacter, 1, 4),
        Refusal("[1}", .unexpectedCharacter, 1, 3),
        Refusal("{", .unexpectedEnd, 1, 2),
        Refusal("{a:1}", .unexpectedCharacter, 1, 2),
        Refusal(#"{"a""#, .unexpectedEnd, 1, 5),
        Refusal(#"{"a" 1}"#, .unexpectedCharacter, 1, 6),
        Refusal(#"{"a":}"#, .unexpectedCharacter, 1, 6, "/a"),
        Refusal(#"{"a":1,}"#, .unexpectedCharacter, 1, 8),
        Refusal(#"{"a":1 "b":2}"#, .unexpectedCharacter, 1, 8),
        Refusal("// x\n1", .unexpectedCharacter, 1, 1),
        Refusal("\u{A0}1", .unexpectedCharacter, 1, 1),
        Refusal("\u{FEFF}1", .byteOrderMark, 1, 1),
        Refusal("1 1", .trailingBytes, 1, 3),
        Refusal("{}\n}", .trailingBytes, 2, 1),
        Refusal([0x31, 0x00], .trailingBytes, 1, 2),
    ]

    static let strings = [
        Refusal(#""abc"#, .unexpectedEnd, 1, 5),
        Refusal(#""abc\"#, .unexpectedEnd, 1, 6),
        Refusal(#""\u12"#, .unexpectedEnd, 1, 6),
        Refusal(#""a\x41""#, .invalidEscape, 1, 3),
        Refusal(#""a\u12g4""#, .invalidEscape, 1, 3),
        Refusal(#""\u+123""#, .invalidEscape, 1, 2),
        Refusal("\"a\tb\"", .controlCharacter, 1, 3),
        Refusal("[\"a\nb\"]", .controlCharacter, 1, 4, "/0"),
        Refusal("\"\\n\u{00}\"", .controlCharacter, 1, 4),
        Refusal(#""\ud83d""#, .loneSurrogate, 1, 2),
        Refusal(#""x\ude00""#, .loneSurrogate, 1, 3),
        Refusal(#""\ud83d\ud83d""#, .loneSurrogate, 1, 2),
        Refusal(#""\ud83dx""#, .loneSurrogate, 1, 2),
        Refusal(#""\ud83d\n""#, .loneSurrogate, 1, 2),
        Refusal(#"{"\ud83d":1}"#, .loneSurrogate, 1, 3),
        Refusal([0x22, 0x61, 0xFF, 0x22], .invalidUTF8, 1, 3),
        Refusal([0x22, 0xC3, 0xA9, 0xC0, 0xAF, 0x22], .invalidUTF8, 1, 3),
        Refusal([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 1, 2),
        Refusal([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2),
        Refusal([0x22, 0xE6, 0xA9, 0x22], .invalidUTF8, 1, 2),
        Refusal([0x22, 0x5C, 0x6E, 0xC3, 0x5C, 0x75, 0x30, 0x30, 0x38, 0x30, 0x22], .invalidUTF8, 1, 4),
        Refusal([0x5B, 0x0A, 0x22, 0x80, 0x22, 0x5D], .invalidUTF8, 2, 2, "/0"),
    ]

    static let numbers =
        ["01", "-01", "00", "-", "1.", "1.e5", "1e", "1e+", "-.5", "-Infinity"].map {
            Refusal("[\($0)]", .invalidNumber, 1, 2, "/0")
        } + [
            Refusal("[+1]", .unexpectedCharacter, 1, 2, "/0"),
            Refusal("[.5]", .unexpectedCharacter, 1, 2, "/0"),
            Refusal("[0x1F]", .unexpectedCharacter, 1, 3),
            Refusal("[1_000]", .unexpectedCharacter, 1, 3),
        ]

    static let places = [
        Refusal("{\n  \"a\": 1,\r\n  \"b\": [\r    x\n", .unexpectedCharacter, 4, 5, "/b/0"),
        Refusal("{\"橘猫😀\": é}", .unexpectedCharacter, 1, 9, "/橘猫😀"),
        Refusal(#"{"a~/":{"":[0,0,!]}}"#, .unexpectedCharacter, 1, 17, "/a~0~1//2"),
        Refusal(#"{"a":1,"b":{"c":0,"c":0}}"#, .duplicateKey("c"), 1, 19, "/b/c"),
        Refusal(#"{"a":1,"\u0061":1}"#, .duplicateKey("a"), 1, 8, "/a"),
        Refusal(#"[{"":1,"":1}]"#, .duplicateKey(""), 1, 8, "/0/"),
    ]

    @Test(arguments: syntax + strings + numbers + places)
    func `in every profile, with its place`(row: Refusal) {
        #expect(throws: row.error) { try JSONReader.read(row.bytes, .reply) }
        #expect(throws: row.error) { try JSONReader.read(row.bytes, .canonical) }
    }

    @Test(arguments: [
        "9007199254740992", "-9007199254740992", "9223372036854775808", "-0", "1.0", "0.5", "1e0", "1E2", "-0.0",
        "100000000000000000000000000",
    ])
    func `numbers that need a float, in the canonical profile only`(text: String) throws {
        let bytes = Array("{\"a\":\n[\(text)]}".utf8)
        #expect(throws: JSONError(.numberOutOfProfile, line: 2, column: 2, pointer: "/a/0")) {
            try JSONReader.read(bytes, .canonical)
        }
        #expect(try JSONReader.read(bytes, .reply)["a"]?[0]?.number?.text == text)
    }
}
