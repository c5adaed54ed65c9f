import Testing

@testable import ExhibitJSON

@Suite struct `the bytes of elements` {
    @Test(arguments: [
        ("[]", "", []), (" [ ] ", "", []),
        ("[1, [2, \"]\"] ,{\"a\": [3]}\n]", "", ["1", "[2, \"]\"]", "{\"a\": [3]}"]),
        ("{\"x\": [0], \"tasks\": [ {\"é\":\"\\\"\"},null ]}", "/tasks", ["{\"é\":\"\\\"\"}", "null"]),
        ("[[1],[2,3]]", "/1", ["2", "3"]),
    ])
    func `are found in the text`(text: String, pointer: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        let place = try #require(JSONPointer(pointer))
        let ranges = try #require(JSONReader.elements(of: place, in: bytes))
        #expect(ranges.map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
        let value = try #require(try JSONReader.read(bytes, .reply).at(place))
        #expect(try ranges.map { try JSONReader.read(Array(bytes[$0]), .reply) } == value.array)
    }

    @Test(arguments: ["", "{}", "{\"tasks\":1}", "{\"tasks\":[1}", "{\"tasks\":[1"])
    func `are none where there is no array`(text: String) {
        #expect(JSONReader.elements(of: JSONPointer(tokens: ["tasks"]), in: Array(text.utf8)) == nil)
    }

    @Test func `have places that one walk finds`() {
        let bytes = Array("[\"é\",\r\n 2,\r3]".utf8)
        var position = SourcePosition()
        var places: [[Int]] = []
        for range in JSONReader.elements(of: JSONPointer(), in: bytes) ?? [] {
            position.advance(to: range.lowerBound, in: bytes)
            places.append([position.line, position.column])
            let (line, column) = SourcePosition.of(range.lowerBound, in: bytes)
            #expect(places.last == [line, column])
        }
        #expect(places == [[1, 2], [2, 2], [3, 1]])
    }
}
