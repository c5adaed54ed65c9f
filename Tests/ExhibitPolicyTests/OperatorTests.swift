import Testing

@testable import ExhibitPolicy

@Suite struct OperatorTests {
    /// One operator against a fact that meets it, one that does not, none, and one of another type.
    struct Row: Sendable, CustomTestStringConvertible {
        let op: String
        let meets: String
        let fails: String
        /// Nil where every type will do.
        let otherType: String?

        var testDescription: String { op }
    }

    static let rows: [Row] = [
        Row(op: #""op":"eq","value":"a""#, meets: #""a""#, fails: #""A""#, otherType: "1"),
        Row(op: #""op":"eq","value":1"#, meets: "1", fails: "2", otherType: #""1""#),
        Row(op: #""op":"eq","value":true"#, meets: "true", fails: "false", otherType: "1"),
        Row(
            op: #""op":"eq","value":{"b":[1],"a":"x"}"#,
            meets: #"{"a":"x","b":[1]}"#,
            fails: #"{"a":"x"}"#,
            otherType: "[1]"
        ),
        Row(op: #""op":"ne","value":"a""#, meets: #""b""#, fails: #""a""#, otherType: "1"),
        Row(op: #""op":"in","value":["a","b"]"#, meets: #""b""#, fails: #""c""#, otherType: "1"),
        Row(op: #""op":"not_in","value":["a","b"]"#, meets: #""c""#, fails: #""b""#, otherType: "1"),
        Row(op: #""op":"in_set","set":"two""#, meets: #"{"CN":"x"}"#, fails: #"{"CN":"y"}"#, otherType: "1"),
        Row(op: #""op":"lt","value":5"#, meets: "4", fails: "5", otherType: #""4""#),
        Row(op: #""op":"le","value":5"#, meets: "5", fails: "6", otherType: #""4""#),
        Row(op: #""op":"gt","value":5"#, meets: "6", fails: "5", otherType: "true"),
        Row(op: #""op":"ge","value":5"#, meets: "5", fails: "4", otherType: "[5]"),
        Row(op: #""op":"len_eq","value":2"#, meets: "[1,2]", fails: "[1]", otherType: "2"),
        Row(op: #""op":"len_eq","value":2"#, meets: #""e\u0301""#, fails: #""é""#, otherType: #"{"a":1,"b":2}"#),
        Row(op: #""op":"len_ge","value":2"#, meets: "[1,2]", fails: "[1]", otherType: "2"),
        Row(op: #""op":"len_le","value":2"#, meets: "[]", fails: "[1,2,3]", otherType: "2"),
        Row(op: #""op":"prefix","value":"image/""#, meets: #""image/png""#, fails: #""video/image/""#, otherType: "1"),
        Row(op: #""op":"suffix","value":"/ai""#, meets: #""x/ai""#, fails: #""/ai/x""#, otherType: #"["/ai"]"#),
        Row(op: #""op":"contains","value":"b""#, meets: #""abc""#, fails: #""ac""#, otherType: "1"),
        Row(op: #""op":"contains","value":"b""#, meets: #"[1,"b"]"#, fails: #"["abc"]"#, otherType: "true"),
        Row(op: #""op":"contains","value":1"#, meets: "[1]", fails: #"["1"]"#, otherType: #""1""#),
        Row(op: #""op":"eq_path","other":"/o""#, meets: #""other""#, fails: #""x""#, otherType: "1"),
        Row(op: #""op":"ne_path","other":"/o""#, meets: #""x""#, fails: #""other""#, otherType: "1"),
        Row(
            op: #""op":"in_order_ge","value":"E2","order":["E1","E2","E2h"]"#,
            meets: #""E2h""#,
            fails: #""E1""#,
            otherType: "2"
        ),
        Row(op: #""op":"within","value":[-1,3]"#, meets: "3", fails: "4", otherType: #""2""#),
    ]

    @Test(arguments: rows)
    func `a comparison passes, fails, or cannot tell`(row: Row) throws {
        let clause = #"{"path":"/f",\#(row.op)}"#
        #expect(try outcome(clause, on: #"{"f":\#(row.meets),"o":"other"}"#).result == .pass)
        #expect(try outcome(clause, on: #"{"f":\#(row.fails),"o":"other"}"#).result == .fail)
        #expect(try outcome(clause, on: #"{"o":"other"}"#).result == .indeterminate)
        let other = try #require(row.otherType)
        #expect(try outcome(clause, on: #"{"f":\#(other),"o":"other"}"#).result == .indeterminate)
        #expect(try outcome(clause, on: #"{"f":null,"o":"other"}"#).result == .indeterminate)
    }

    @Test(arguments: rows)
    func `not turns pass and fail round and leaves cannot-tell alone`(row: Row) throws {
        let clause = #"{"not":{"path":"/f",\#(row.op)}}"#
        #expect(try outcome(clause, on: #"{"f":\#(row.meets),"o":"other"}"#).result == .fail)
        #expect(try outcome(clause, on: #"{"f":\#(row.fails),"o":"other"}"#).result == .pass)
        #expect(try outcome(clause, on: #"{"o":"other"}"#).result == .indeterminate)
    }

    @Test(arguments: [
        ("exists", #"{"f":1}"#, Outcome.pass), ("exists", #"{"f":null}"#, .pass), ("exists", "{}", .fail),
        ("absent", #"{"f":1}"#, .fail), ("absent", #"{"f":null}"#, .fail), ("absent", "{}", .pass),
    ])
    func `whether a fact is there can always be told`(op: String, facts: String, expected: Outcome) throws {
        #expect(try outcome(#"{"path":"/f","op":"\#(op)"}"#, on: facts).result == expected)
    }

    @Test(arguments: ["string", "integer", "boolean", "array", "object"])
    func `the type of a fact can always be told`(type: String) throws {
        let values = ["string": #""1""#, "integer": "1", "boolean": "true", "array": "[]", "object": "{}"]
        for (other, value) in values {
            let result = try outcome(#"{"path":"/f","op":"type","value":"\#(type)"}"#, on: #"{"f":\#(value)}"#).result
            #expect(result == (other == type ? .pass : .fail), "\(value) as \(type)")
        }
        #expect(try outcome(#"{"path":"/f","op":"type","value":"\#(type)"}"#, on: "{}").result == .fail)
        #expect(try outcome(#"{"path":"/f","op":"type","value":"\#(type)"}"#, on: #"{"f":null}"#).result == .fail)
    }

    @Test func `strings are compared by code point, not by what they look like`() throws {
        let composed = #"{"f":"\u00e9"}"#
        #expect(try outcome(#"{"path":"/f","op":"eq","value":"\u00e9"}"#, on: composed).result == .pass)
        #expect(try outcome(#"{"path":"/f","op":"eq","value":"e\u0301"}"#, on: composed).result == .fail)
        #expect(try outcome(#"{"path":"/f","op":"prefix","value":"e"}"#, on: #"{"f":"e\u0301"}"#).result == .pass)
        #expect(try outcome(#"{"path":"/f","op":"in","value":["e\u0301"]}"#, on: composed).result == .fail)
    }

    @Test func `a word that the order does not know cannot be ranked`() throws {
        let clause = #"{"path":"/g","op":"in_order_ge","value":"E1","order":["E0","E1"]}"#
        #expect(try outcome(clause, on: #"{"g":"E9"}"#).result == .indeterminate)
    }

    @Test func `a second path that names nothing cannot be compared`() throws {
        #expect(try outcome(#"{"path":"/f","op":"eq_path","other":"/gone"}"#, on: #"{"f":1}"#).result == .indeterminate)
    }

    @Test(arguments: [#"{"f":"a"}"#, "{}", #"{"f":1}"#])
    func `a set that is empty has nothing to say`(facts: String) throws {
        let empty = #"{"path":"/f","op":"in_set","set":"none"}"#
        #expect(try outcome(empty, on: facts).result == .notApplicable)
        #expect(try outcome(#"{"not":\#(empty)}"#, on: facts).result == .notApplicable)
        #expect(try outcome(#"{"any":[{"path":"/x","op":"exists"},\#(empty)]}"#, on: facts).result == .fail)
        #expect(try outcome(#"{"all":[{"path":"/x","op":"absent"},\#(empty)]}"#, on: facts).result == .pass)
    }
}
