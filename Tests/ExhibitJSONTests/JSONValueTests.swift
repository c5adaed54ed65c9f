import Testing

@testable import ExhibitJSON

@Suite struct `JSON values` {
    let value: JSONValue = [
        "none": nil, "yes": true, "count": 3, "name": "cat", "list": [1, "two"], "inner": ["a/b": ["m~n": 8]], "": 0,
    ]

    @Test func `each accessor answers for its own kind only`() {
        #expect(value["none"]?.isNull == true)
        #expect(value["yes"]?.bool == true)
        #expect(value["count"]?.int == 3)
        #expect(value["name"]?.string == "cat")
        #expect(value["list"]?.array == [1, "two"])
        #expect(value["inner"]?.object?.keys == ["a/b"])
        for key in value.object?.keys ?? [] {
            let member = value[key]
            let kinds: [Bool?] = [
                member?.isNull, member?.bool != nil, member?.number != nil, member?.string != nil, member?.array != nil,
                member?.object != nil,
            ]
            #expect(kinds.count { $0 == true } == 1, "\(key)")
        }
    }

    @Test func `subscripts outside the value are nil`() {
        #expect(value["list"]?[1] == "two")
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["list"]?["0"] == nil)
        #expect(value["missing"] == nil)
        #expect(value[0] == nil)
        #expect(value["name"]?["x"] == nil)
    }

    @Test func `equality ignores order and compares bytes`() {
        #expect(["a": 1, "b": 2] as JSONValue == ["b": 2, "a": 1])
        #expect(Set<JSONValue>([["a": 1, "b": 2], ["b": 2, "a": 1]]).count == 1)
        #expect(["a": 1] as JSONValue != ["a": 1, "b": 1])
        #expect(["a": 1, "b": 2] as JSONValue != ["b": 1, "a": 2])
        #expect(["a": 1, "b": 2] as JSONValue != ["a": 1, "c": 2])
        #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
        #expect(["\u{e9}": 1] as JSONValue != ["e\u{301}": 1])
        #expect(JSONValue.null != .bool(false))
    }

    @Test(arguments: ["0", "-0", "12", "1.50", "-1e5", "1E+05", "0.0"])
    func `a number keeps its text`(text: String) {
        #expect(JSONNumber(text: text)?.text == text)
    }

    @Test(arguments: ["", "-", "+1", "01", ".5", "5.", "1e", "1 ", " 1", "0x1", "NaN", "١"])
    func `what is no number is none`(text: String) {
        #expect(JSONNumber(text: text) == nil)
    }

    static let integers: [(text: String, int: Int?, isCanonical: Bool)] = [
        ("12", 12, true), ("-0", 0, false), ("1.0", nil, false), ("1e3", nil, false),
        ("9007199254740991", 9_007_199_254_740_991, true), ("9007199254740992", 9_007_199_254_740_992, false),
        ("9223372036854775808", nil, false),
    ]

    @Test(arguments: integers)
    func `an integer is one when it is written as one`(row: (text: String, int: Int?, isCanonical: Bool)) throws {
        let number = try #require(JSONNumber(text: row.text))
        #expect(number.int == row.int)
        #expect(number.isCanonical == row.isCanonical)
    }

    @Test func `setting a member keeps its place and nil removes it`() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["c"] = 3
        object["a"] = 4
        object["b"] = nil as JSONValue?
        object["d"] = nil as JSONValue?
        object["e"] = .null
        #expect(object.keys == ["a", "c", "e"])
        #expect(object["a"] == 4)
        #expect(object.count == 3)
        #expect(!object.isEmpty)
        #expect(JSONObject().isEmpty)
    }

    @Test func `a repeated key takes the place of the earlier one`() {
        let object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
        #expect(object.keys == ["a", "b"])
        #expect(object["a"] == 3)
    }
}
