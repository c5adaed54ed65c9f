import Testing

@testable import ExhibitJSON

@Suite struct `tolerant reading` {
    @Test func `of duplicate keys the first is kept and each is told`() throws {
        let text = #"{"data":[{"url":"a","url":"b"},{"id":1}],"data":{"x":1,"x":2}}"#
        let (value, ambiguities) = try JSONReader.readTolerant(Array(text.utf8))
        #expect(value == ["data": [["url": "a"], ["id": 1]]])
        #expect(
            ambiguities == [
                JSONError(.duplicateKey("url"), line: 1, column: 21, pointer: "/data/0/url"),
                JSONError(.duplicateKey("data"), line: 1, column: 42, pointer: "/data"),
                JSONError(.duplicateKey("x"), line: 1, column: 56, pointer: "/data/x"),
            ]
        )
    }

    @Test func `bytes after the value are told and left alone`() throws {
        let (value, ambiguities) = try JSONReader.readTolerant(Array("{\"a\":1.50}\n{\"a\":2}".utf8) + [0xFF])
        #expect(value == ["a": .number(try #require(JSONNumber(text: "1.50")))])
        #expect(ambiguities == [JSONError(.trailingBytes, line: 2, column: 1)])
    }

    @Test func `a clean reply has no ambiguities`() throws {
        let (value, ambiguities) = try JSONReader.readTolerant(Array(#" {"a":[1,2]} "#.utf8))
        #expect(value == ["a": [1, 2]])
        #expect(ambiguities.isEmpty)
    }

    @Test func `the list of ambiguities has an end`() throws {
        let text = "{\"a\":0" + String(repeating: ",\"a\":1", count: 5000) + "}"
        let (value, ambiguities) = try JSONReader.readTolerant(Array(text.utf8))
        #expect(value == ["a": 0])
        #expect(ambiguities.count == JSONScanner.ambiguityLimit)
    }

    @Test(arguments: [
        Refusal(#"{"a":1,"a":tru}"#, .unexpectedCharacter, 1, 15, "/a"),
        Refusal(#"["\ud83d"]"#, .loneSurrogate, 1, 3, "/0"),
        Refusal("\u{FEFF}{}", .byteOrderMark, 1, 1),
        Refusal("<html>", .unexpectedCharacter, 1, 1),
    ])
    func `what has no single meaning at all is still refused`(row: Refusal) {
        #expect(throws: row.error) { try JSONReader.readTolerant(row.bytes) }
    }
}
