import Testing

@testable import ExhibitJSON

@Suite struct `reading JSON5` {
    static let values: [(String, JSONValue)] = [
        ("// a comment\n{ /* two\nlines */ a: 1, } // end", ["a": 1]),
        (
            "{a:1,$b_2:2,'c d':3,\"e\":4,é:5,\\u0066x:6,true:7}",
            ["a": 1, "$b_2": 2, "c d": 3, "e": 4, "é": 5, "fx": 6, "true": 7]
        ),
        ("[1,2,]", [1, 2]),
        ("[]", []),
        ("{}", [:]),
        ("\u{FEFF}\u{A0}\u{2028}\u{3000}\t\u{0B}\u{0C}null\u{2029}", nil),
        (#"'it\'s "so"'"#, "it's \"so\""),
        (#""it's""#, "it's"),
        (#"'\x41\u0042\uD83D\uDE00\v\0\a\/'"#, "AB😀\u{0B}\0a/"),
        ("'one\\\ntwo\\\r\nthree\\\u{2028}four'", "onetwothreefour"),
        ("'tab\tand \u{2028}'", "tab\tand \u{2028}"),
        ("{nested:{deep:[{x:null,},],},}", ["nested": ["deep": [["x": nil]]]]),
        (
            "{models:{providers:{happy:{apiKey:'${HAPPY_KEY}',}}}}",
            ["models": ["providers": ["happy": ["apiKey": "${HAPPY_KEY}"]]]]
        ),
    ]

    @Test(arguments: values)
    func `what people write in a config`(text: String, value: JSONValue) throws {
        #expect(try JSON5Reader.read(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("0x1F", "31"), ("-0XfF", "-255"), ("+0x0", "0"), ("-0x0", "-0"), ("0x7fffffffffffffff", "9223372036854775807"),
        ("+1", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5"), ("5.e3", "5e3"), ("1.25E-7", "1.25E-7"),
        ("+.5e+1", "0.5e+1"),
        ("0", "0"), ("-0", "-0"), ("12345678901234567890", "12345678901234567890"),
    ])
    func `numbers come out in the spelling of JSON`(text: String, number: String) throws {
        #expect(try JSON5Reader.read(Array(text.utf8)).number == JSONNumber(text: number))
        #expect(try JSON5Reader.read(Array("[\(text)/**/,\(text)]".utf8))[1]?.number?.text == number)
    }

    @Test(arguments: [
        Refusal("", .unexpectedEnd, 1, 1),
        Refusal("{\n  a: 1,\n  b 2\n}", .unexpectedCharacter, 3, 5),
        Refusal("{\n  a: 1\n  b: 2\n}", .unexpectedCharacter, 3, 3),
        Refusal("{a:1,\n 'x': [1,\r\n  @]}", .unexpectedCharacter, 3, 3, "/x/1"),
        Refusal("{'橘': 'é', 😀: 1}", .unexpectedCharacter, 1, 12),
        Refusal("\u{FEFF}{,}", .unexpectedCharacter, 1, 2),
        Refusal("[,]", .unexpectedCharacter, 1, 2, "/0"),
        Refusal("[1,,]", .unexpectedCharacter, 1, 4, "/1"),
        Refusal("{a:1,,}", .unexpectedCharacter, 1, 6),
        Refusal("{1a:1}", .unexpectedCharacter, 1, 2),
        Refusal("{a\\u002d:1}", .unexpectedCharacter, 1, 3),
        Refusal("{a\\x41:1}", .invalidEscape, 1, 3),
        Refusal("{a:", .unexpectedEnd, 1, 4, "/a"),
        Refusal("{a:1", .unexpectedEnd, 1, 5),
        Refusal("{} // fine\n}", .trailingBytes, 2, 1),
        Refusal("[1] /* open", .unexpectedEnd, 1, 5),
        Refusal("[1] / 2", .unexpectedCharacter, 1, 5),
        Refusal("{a:1,b:{c:1,'c':2}}", .duplicateKey("c"), 1, 13, "/b/c"),
        Refusal("{a:1,\\u0061:2}", .duplicateKey("a"), 1, 6, "/a"),
        Refusal("'open", .unexpectedEnd, 1, 6),
        Refusal("'a\nb'", .controlCharacter, 1, 3),
        Refusal(#"'\1'"#, .invalidEscape, 1, 2),
        Refusal(#"'\01'"#, .invalidEscape, 1, 2),
        Refusal(#"'\x4'"#, .invalidEscape, 1, 2),
        Refusal(#"'\ud83d'"#, .loneSurrogate, 1, 2),
        Refusal(#"'\udc00\ud83d'"#, .loneSurrogate, 1, 2),
        Refusal([0x7B, 0x0A, 0x2F, 0x2F, 0xFF, 0x0A, 0x7D], .invalidUTF8, 2, 3),
        Refusal("True", .unexpectedCharacter, 1, 1),
        Refusal("undefined", .unexpectedCharacter, 1, 1),
    ])
    func `what is refused, with its place`(row: Refusal) {
        #expect(throws: row.error) { try JSON5Reader.read(row.bytes) }
    }

    @Test(arguments: ["010", "+", "-", ".", "+.", ".e5", "+e5", "1e", "1e+", "0x", "0xG", "- 1", "+-1"])
    func `what is no number`(text: String) {
        #expect(throws: JSONError(.invalidNumber, line: 1, column: 4, pointer: "/a")) {
            try JSON5Reader.read(Array("{a:\(text)}".utf8))
        }
    }

    @Test(arguments: [
        "Infinity", "-Infinity", "+Infinity", "NaN", "-NaN", "0x8000000000000000", "0xFFFFFFFFFFFFFFFFFF",
    ])
    func `numbers that JSON cannot say`(text: String) {
        #expect(throws: JSONError(.numberOutOfProfile, line: 1, column: 4, pointer: "/a")) {
            try JSON5Reader.read(Array("{a:\(text)}".utf8))
        }
    }

    @Test func `sixty-four levels are read and sixty-five are not`() throws {
        let open = String(repeating: "[", count: 63)
        #expect(try JSON5Reader.read(Array((open + "{}" + String(repeating: "]", count: 63)).utf8)).array?.count == 1)
        let error = JSONError(.tooDeep, line: 1, column: 67, pointer: String(repeating: "/0", count: 63) + "/a")
        #expect(throws: error) { try JSON5Reader.read(Array((open + "{a:{").utf8)) }
    }
}
