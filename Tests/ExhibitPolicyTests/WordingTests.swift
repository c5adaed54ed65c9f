import ExhibitJSON
import Testing

@testable import ExhibitPolicy

@Suite struct WordingTests {
    private func message(_ clause: String, _ message: String?, on text: String, waived: Bool = false) throws -> String {
        let words = message.map { #","message":"\#($0)""# } ?? ""
        let policy = try policy(
            rules: #"{"id":"R","severity":"error","assert":\#(clause)\#(words)}"#,
            extra: #","waivable":["R"],"sets":{"hosts":[]}"#
        )
        return try #require(policy.judge(try facts(text), waived: waived ? ["R"] : []).rules.first).message
    }

    private static let provider = #"{"path":"/p","op":"eq","value":"happy"}"#

    @Test(arguments: [
        (provider, "provider is {actual}, must be {expected}", #"{"p":"team"}"#, "provider is team, must be happy"),
        (provider, "{path}: {actual}", #"{"p":"{expected}"}"#, "/p: {expected}"),
        (provider, "a {brace} and {actual", #"{"p":"x"}"#, "a {brace} and {actual"),
        (provider, nil, #"{"p":"team"}"#, "/p is team, must be happy"),
        (provider, "m", #"{"p":"happy"}"#, "/p is happy"),
        (provider, "m", "{}", "cannot tell: /p is not recorded"),
        (provider, "m", #"{"p":[1]}"#, "cannot tell: /p is [1], which cannot be compared"),
        (#"{"not":\#(provider)}"#, nil, #"{"p":"happy"}"#, "/p is happy, which must not be"),
        (#"{"path":"/p","op":"in","value":["a","b"]}"#, "{expected}", #"{"p":"c"}"#, "a or b"),
        (#"{"path":"/p","op":"within","value":[1,3]}"#, nil, #"{"p":5}"#, "/p is 5, must be from 1 to 3"),
        (#"{"path":"/p","op":"exists"}"#, nil, "{}", "/p is not recorded, must be recorded"),
        (#"{"path":"/p","op":"eq_path","other":"/q"}"#, "{actual} for {expected}", #"{"p":1,"q":2}"#, "1 for 2"),
        (
            #"{"path":"/p","op":"in_set","set":"hosts"}"#, "m", #"{"p":"a"}"#,
            #"does not apply: the policy's set "hosts" is empty"#
        ),
        (
            #"{"each":{"path":"/l"},"assert":{"path":"/b","op":"gt","value":0}}"#, "{path} is {actual}",
            #"{"l":[{"b":1},{"b":0}]}"#, "/l/1/b is 0"
        ),
        (
            #"{"some":{"path":"/l"},"assert":{"path":"/b","op":"gt","value":0}}"#, nil, #"{"l":[]}"#,
            "/l is [], must not be empty"
        ),
    ])
    func `a result is told in words`(clause: String, words: String?, facts: String, expected: String) throws {
        #expect(try message(clause, words, on: facts) == expected)
    }

    @Test func `a waived rule says what was waived`() throws {
        #expect(
            try message(Self.provider, "provider is {actual}", on: #"{"p":"x"}"#, waived: true)
                == "waived by a reviewer: provider is x"
        )
        #expect(
            try message(Self.provider, "m", on: "{}", waived: true)
                == "waived by a reviewer: cannot tell: /p is not recorded"
        )
    }

    @Test func `a long fact is cut`() throws {
        let long = String(repeating: "x", count: 500)
        #expect(
            try message(Self.provider, "{actual}", on: #"{"p":"\#(long)"}"#) == String(repeating: "x", count: 200) + "…"
        )
    }

    @Test func `a result carries what an explanation needs`() throws {
        let result = try outcome(
            #"{"any":[{"path":"/p","op":"eq","value":1},{"not":{"path":"/q","op":"absent"}}]}"#,
            on: #"{"p":2}"#
        )
        #expect(
            result
                == RuleResult(
                    id: "R",
                    severity: .error,
                    result: .fail,
                    message: "/p is 2, must be 1",
                    path: "/p",
                    op: "eq",
                    expected: 1,
                    actual: 2
                )
        )
        let negated = try outcome(#"{"not":{"path":"/q","op":"absent"}}"#, on: "{}")
        #expect(negated.op == "not absent" && negated.path == "/q" && negated.expected == nil && negated.actual == nil)
    }
}
