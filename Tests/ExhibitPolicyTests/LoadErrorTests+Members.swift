@testable import ExhibitPolicy

extension LoadErrorTests {
    static let rules: [Row] = [
        Row(
            ruled(#"{"id":"R","severty":"error"}"#),
            .unknownKey("severty", suggestion: "severity"),
            "/rules/0/severty",
            4,
            13
        ),
        Row(
            ruled(#"{"id":"R","severity":"fatal"}"#),
            .unknownName("fatal", of: "severity", suggestion: nil),
            "/rules/0/severity",
            4,
            24
        ),
        Row(
            ruled(#"{"id":"R","severity":"eror"}"#),
            .unknownName("eror", of: "severity", suggestion: "error"),
            "/rules/0/severity",
            4,
            24
        ),
        Row(ruled(#"{"id":"R","severity":"error"}"#), .missingKey("assert"), "/rules/0", 4, 3),
        Row(
            ruled(#"{"id":"R 1","severity":"error"}"#),
            .notAllowed("must be 1 to 64 letters, digits and . _ -"),
            "/rules/0/id",
            4,
            9
        ),
        Row(
            ruled(#"{"id":"R","severity":"warn","assert":{"path":"/a","op":"exists"}},{"id":"R","severity":"warn"}"#),
            .duplicate("R"),
            "/rules/1/id",
            4,
            75
        ),
        Row(ruled(""), .notAllowed("must not be empty"), "/rules", 3, 11),
    ]

    static let members: [Row] = [
        Row(with(#""ruls":[]"#), .unknownKey("ruls", suggestion: "rules"), "/ruls", 5, 1),
        Row(with(#""notes":[]"#), .unknownKey("notes", suggestion: nil), "/notes", 5, 1),
        Row(
            with(#""limits":{"max_input":5}"#),
            .unknownKey("max_input", suggestion: "max_inputs"),
            "/limits/max_input",
            5,
            11
        ),
        Row(with(#""limits":{"max_workers":0}"#), .notAllowed("must be at least 1"), "/limits/max_workers", 5, 25),
        Row(
            with(#""accept":{"errors":1}"#),
            .notAllowed("must be 0: one failing error rule rejects"),
            "/accept/errors",
            5,
            20
        ),
        Row(
            with(#""waivable":["PIN-1"]"#),
            .unknownName("PIN-1", of: "rule of this policy", suggestion: "PIN-01"),
            "/waivable/0",
            5,
            13
        ),
        Row(with(#""reviewers":[1]"#), .wrongType(expected: "a string"), "/reviewers/0", 5, 14),
        Row(
            with(#""prepare":[{"id":"G","terms":[],"append":"x"}]"#),
            .notAllowed("must not be empty"),
            "/prepare/0/terms",
            5,
            30
        ),
        Row(
            with(#""prepare":[{"id":"G","terms":["x"],"append":"x","raw":1}]"#),
            .unknownKey("raw", suggestion: nil),
            "/prepare/0/raw",
            5,
            49
        ),
        Row(
            with(#""tests":[{"name":"n","input":{"a":{"$ref":"x"}},"expect":{}}]"#),
            .notAllowed(#""$ref" is not followed; write the input out"#),
            "/tests/0/input/a/$ref",
            5,
            36
        ),
        Row(
            with(#""tests":[{"name":"n","input":{},"expect":{"PIN-02":"fail"}}]"#),
            .unknownName("PIN-02", of: "rule of this policy", suggestion: "PIN-01"),
            "/tests/0/expect/PIN-02",
            5,
            43
        ),
        Row(
            with(#""tests":[{"name":"n","input":{},"expect":{"PIN-01":"passes"}}]"#),
            .unknownName("passes", of: "result", suggestion: "pass"),
            "/tests/0/expect/PIN-01",
            5,
            52
        ),
        Row(
            with(#""tests":[{"name":"n","input":{},"verdict":"ok"}]"#),
            .unknownName("ok", of: "verdict", suggestion: nil),
            "/tests/0/verdict",
            5,
            43
        ),
        Row(with(#""tests":[{"name":"n","input":{}}]"#), .missingKey("expect"), "/tests/0", 5, 10),
        Row(with(#""tests":[{"name":"n","expect":{}}]"#), .missingKey("input"), "/tests/0", 5, 10),
        Row(
            with(#""tests":[{"name":"n","input":{},"expect":{},"sets":{"host":[]}}]"#),
            .unknownName("host", of: "set of this policy", suggestion: "hosts"),
            "/tests/0/sets/host",
            5,
            53
        ),
        Row(
            with(#""\u006eotes":{"a":"\\\"}"}, "accept":{"max_warn":-1}"#),
            .unknownKey("notes", suggestion: nil),
            "/notes",
            5,
            1
        ),
        Row(
            with(#""reviewers":["\\\"}]"], "accept":{"max_warn":-1}"#),
            .notAllowed("must be at least 0"),
            "/accept/max_warn",
            5,
            46
        ),
        Row("{}", .missingKey("schema"), "", 1, 1),
        Row(#" {"schema":"acceptance/v2"}"#, .notAllowed(#"must be "acceptance/v1""#), "/schema", 1, 12),
        Row("[]", .wrongType(expected: "an object"), "", 1, 1),
    ]
}
