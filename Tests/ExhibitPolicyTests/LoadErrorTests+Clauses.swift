@testable import ExhibitPolicy

extension LoadErrorTests {
    static let clauses: [Row] = [
        Row(
            asserting(#"{"path":"/a","op":"eqq","value":1}"#),
            .unknownOperator("eqq", suggestion: "eq"),
            "/rules/0/assert/op",
            4,
            59
        ),
        Row(
            asserting(#"{"path":"/a","op":"matches","value":1}"#),
            .unknownOperator("matches", suggestion: nil),
            "/rules/0/assert/op",
            4,
            59
        ),
        Row(
            asserting(#"{"path":"/a","op":"lenge","value":1}"#),
            .unknownOperator("lenge", suggestion: "len_ge"),
            "/rules/0/assert/op",
            4,
            59
        ),
        Row(
            asserting(#"{"pth":"/a","op":"exists"}"#),
            .unknownKey("pth", suggestion: "path"),
            "/rules/0/assert/pth",
            4,
            42
        ),
        Row(
            asserting(#"{"path":"/a","op":"exists","value":1}"#),
            .misplacedKey("value"),
            "/rules/0/assert/value",
            4,
            68
        ),
        Row(
            asserting(#"{"path":"/a","op":"eq","set":"hosts","value":1}"#),
            .misplacedKey("set"),
            "/rules/0/assert/set",
            4,
            64
        ),
        Row(asserting(#"{"path":"/a","op":"eq"}"#), .missingKey("value"), "/rules/0/assert", 4, 41),
        Row(asserting(#"{"path":"/a"}"#), .missingKey("op"), "/rules/0/assert", 4, 41),
        Row(
            asserting(#"{"path":"a","op":"exists"}"#),
            .wrongType(expected: #"a JSON pointer such as "/request/model""#),
            "/rules/0/assert/path",
            4,
            49
        ),
        Row(
            asserting(#"{"path":"/a","op":"eq","value":null}"#),
            .notAllowed(#"no fact is ever null; use "absent""#),
            "/rules/0/assert/value",
            4,
            72
        ),
        Row(
            asserting(#"{"path":"/a","op":"in","value":[]}"#),
            .notAllowed("must not be empty"),
            "/rules/0/assert/value",
            4,
            72
        ),
        Row(
            asserting(#"{"path":"/a","op":"in_set","set":"host"}"#),
            .unknownName("host", of: "set of this policy", suggestion: "hosts"),
            "/rules/0/assert/set",
            4,
            74
        ),
        Row(
            asserting(#"{"path":"/a","op":"lt","value":"1"}"#),
            .wrongType(expected: "an integer"),
            "/rules/0/assert/value",
            4,
            72
        ),
        Row(
            asserting(#"{"path":"/a","op":"len_le","value":-1}"#),
            .notAllowed("must be at least 0"),
            "/rules/0/assert/value",
            4,
            76
        ),
        Row(
            asserting(#"{"path":"/a","op":"prefix","value":""}"#),
            .notAllowed("must not be empty"),
            "/rules/0/assert/value",
            4,
            76
        ),
        Row(
            asserting(#"{"path":"/a","op":"within","value":[3,1]}"#),
            .notAllowed("the lowest value comes first"),
            "/rules/0/assert/value",
            4,
            76
        ),
        Row(
            asserting(#"{"path":"/a","op":"within","value":[3]}"#),
            .wrongType(expected: "two integers, [lowest, highest]"),
            "/rules/0/assert/value",
            4,
            76
        ),
        Row(
            asserting(#"{"path":"/a","op":"type","value":"number"}"#),
            .unknownName("number", of: "type", suggestion: nil),
            "/rules/0/assert/value",
            4,
            74
        ),
        Row(
            asserting(#"{"path":"/a","op":"in_order_ge","value":"c","order":["a","b"]}"#),
            .unknownName("c", of: "word of the order", suggestion: "a"),
            "/rules/0/assert/value",
            4,
            81
        ),
        Row(
            asserting(#"{"path":"/a","op":"in_order_ge","value":"a","order":["a","a"]}"#),
            .duplicate("a"),
            "/rules/0/assert/order",
            4,
            93
        ),
        Row(asserting(#"{"all":[]}"#), .notAllowed("must not be empty"), "/rules/0/assert/all", 4, 48),
        Row(asserting(#"{"any":[],"all":[]}"#), .misplacedKey("any"), "/rules/0/assert/any", 4, 42),
        Row(asserting(#"{"each":{"path":"/a"}}"#), .missingKey("assert"), "/rules/0/assert", 4, 41),
        Row(
            asserting(#"{"each":{"path":"/a","op":"eq"},"assert":{"path":"","op":"exists"}}"#),
            .unknownKey("op", suggestion: nil),
            "/rules/0/assert/each/op",
            4,
            62
        ),
        Row(asserting(#"["path"]"#), .wrongType(expected: "an object"), "/rules/0/assert", 4, 41),
        Row(
            asserting(nested(8)),
            .exceeded("levels of conditions", limit: 8),
            "/rules/0/assert" + String(repeating: "/not", count: 8),
            4,
            41 + 8 * 7
        ),
    ]
}
