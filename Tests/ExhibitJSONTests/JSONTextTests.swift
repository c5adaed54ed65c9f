import Testing

@testable import ExhibitJSON

@Suite struct `JSON text` {
    @Test func `pretty text keeps the order and indents by two`() throws {
        let value: JSONValue = [
            "z": [1, [], [:]], "a": ["quote": "\"é\"\n", "none": nil],
            "price": .number(try #require(JSONNumber(text: "1.50"))),
        ]
        #expect(
            JSONText.pretty(value) == #"""
                {
                  "z": [
                    1,
                    [],
                    {}
                  ],
                  "a": {
                    "quote": "\"é\"\n",
                    "none": null
                  },
                  "price": 1.50
                }
                """#
        )
        #expect(JSONText.compact(value) == #"{"z":[1,[],{}],"a":{"quote":"\"é\"\n","none":null},"price":1.50}"#)
    }

    static let singles: [(JSONValue, String)] = [
        (nil, "null"), (true, "true"), (false, "false"), (-7, "-7"), ("a/b", #""a/b""#), ([], "[]"), ([:], "{}"),
    ]

    @Test(arguments: singles)
    func `single values`(value: JSONValue, text: String) {
        #expect(JSONText.compact(value) == text)
        #expect(JSONText.pretty(value) == text)
    }
}
