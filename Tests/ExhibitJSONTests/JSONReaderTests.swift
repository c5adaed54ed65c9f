import Testing

@testable import ExhibitJSON

@Suite struct `reading JSON` {
    static let values: [(String, JSONValue)] = [
        ("null", nil),
        (" \t\r\n true ", true),
        ("false", false),
        ("0", 0),
        ("-12", -12),
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        (#""""#, ""),
        (#""a b""#, "a b"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"),
        (#""\u0000\u00e9\u00E9""#, "\u{00}éé"),
        (#""\uD83D\uDE00\udbff\udfff""#, "😀\u{10FFFF}"),
        (#""x\uFFFF""#, "x\u{FFFF}"),
        ("\"橘\u{7F}\u{2028}\"", "橘\u{7F}\u{2028}"),
        ("[]", []),
        ("[ ]", []),
        ("{ }", [:]),
        (#"[1,[2,{"a":[]}],"x"]"#, [1, [2, ["a": []]], "x"]),
        (#"{"a":{"b":null},"":[true]}"#, ["a": ["b": nil], "": [true]]),
    ]

    @Test(arguments: values)
    func `values of both profiles`(text: String, value: JSONValue) throws {
        #expect(try JSONReader.read(Array(text.utf8), .canonical) == value)
        #expect(try JSONReader.read(Array(text.utf8), .reply) == value)
    }

    @Test(arguments: [
        "1.0", "-0", "1e5", "1E+05", "0.10", "-0.0e-0", "9007199254740992", "123456789012345678901234567890",
    ])
    func `a reply keeps any number as its text`(text: String) throws {
        #expect(try JSONReader.read(Array(text.utf8), .reply).number?.text == text)
    }

    @Test func `members keep their order`() throws {
        let value = try JSONReader.read(Array(#"{"z":1,"a":2,"m":3}"#.utf8), .canonical)
        #expect(value.object?.keys == ["z", "a", "m"])
    }

    @Test func `keys that only look the same are two keys`() throws {
        let value = try JSONReader.read(Array("{\"\u{e9}\":1,\"e\u{301}\":2}".utf8), .canonical)
        #expect(value.object?.count == 2)
        #expect(value["\u{e9}"] == 1)
        #expect(value["e\u{301}"] == 2)
    }

    @Test(arguments: [24, 25, 26, 3000])
    func `an object of any size finds its keys and its duplicate`(count: Int) throws {
        let members = (0..<count).map { "\"k\($0)\":\($0)" }
        let text = "{" + members.joined(separator: ",")
        #expect(try JSONReader.read(Array((text + "}").utf8), .canonical)["k\(count - 1)"]?.int == count - 1)
        let error = JSONError(.duplicateKey("k7"), line: 1, column: text.count + 2, pointer: "/k7")
        #expect(throws: error) { try JSONReader.read(Array((text + ",\"k7\":0}").utf8), .canonical) }
    }

    @Test func `sixty-four levels are read and sixty-five are not`() throws {
        let open = String(repeating: "[", count: 63)
        let close = String(repeating: "]", count: 63)
        #expect(try JSONReader.read(Array((open + #"{"a":1}"# + close).utf8), .canonical).array?.count == 1)
        let pointer = String(repeating: "/0", count: 63) + "/a"
        for inner in ["[]", "{}", "[[[["] {
            #expect(throws: JSONError(.tooDeep, line: 1, column: 69, pointer: pointer)) {
                try JSONReader.read(Array((open + #"{"a":"# + inner + "}" + close).utf8), .canonical)
            }
        }
    }

    @Test func `a million brackets are refused without a million calls`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        let error = JSONError(.tooDeep, line: 1, column: 65, pointer: String(repeating: "/0", count: 64))
        #expect(throws: error) { try JSONReader.read(bytes, .reply) }
        #expect(throws: error) { try JSON5Reader.read(bytes) }
    }
}
