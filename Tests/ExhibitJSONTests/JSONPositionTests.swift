import Testing

@testable import ExhibitJSON

@Suite struct `the position of a pointer` {
    static let text =
        "{\n  \"id\": \"x\",\n  \"ru\\u006ces\": [\n    {\"a\": [[], 1]},\r\n    { \"橘\": 1, \"b\": {\"\": 2} }\n  ]\n}"

    @Test(arguments: [
        ("", 1, 1), ("/id", 2, 3), ("/rules", 3, 3), ("/rules/0", 4, 5), ("/rules/0/a/0", 4, 12),
        ("/rules/0/a/1", 4, 16),
        ("/rules/1", 5, 5), ("/rules/1/橘", 5, 7), ("/rules/1/b", 5, 15), ("/rules/1/b/", 5, 21),
    ])
    func `is that of its key or of its element`(pointer: String, line: Int, column: Int) throws {
        let bytes = Array(Self.text.utf8)
        let pointer = try #require(JSONPointer(pointer))
        let found = try #require(JSONReader.position(of: pointer, in: bytes))
        #expect(found == (line, column))
        #expect(try JSONReader.read(bytes, .canonical).at(pointer) != nil)
    }

    @Test(arguments: ["/missing", "/id/0", "/rules/2", "/rules/01", "/rules/-", "/rules/0/a/0/0", "/rules/1/b//x"])
    func `is none for a place that is not there`(pointer: String) throws {
        let pointer = try #require(JSONPointer(pointer))
        #expect(JSONReader.position(of: pointer, in: Array(Self.text.utf8)) == nil)
    }

    @Test(arguments: ["", "{\"a\"", "{\"a\" 1}", "[!]", "{\"x\":tru,\"a\":1}"])
    func `is none in bytes that are no JSON before it`(text: String) {
        #expect(JSONReader.position(of: JSONPointer(tokens: ["a"]), in: Array(text.utf8)) == nil)
    }
}
