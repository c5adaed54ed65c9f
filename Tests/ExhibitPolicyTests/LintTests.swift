import Testing

@testable import ExhibitPolicy

@Suite struct LintTests {
    static let facts = FactVocabulary(["/a", "/b/c", "/list/*/n", "/free/**"])

    static func lint(_ text: String, name: String? = nil) -> [LintFinding] {
        PolicyLint.findings(in: Array(text.utf8), name: name, facts: facts)
    }

    /// A policy of one covered error rule `R` over `clause`, with more members.
    static func lint(asserting clause: String, _ more: String = "") -> [LintFinding] {
        lint(
            """
            {"schema": "acceptance/v1", "id": "t", "version": "1", "title": "T",
            "rules": [{"id": "R", "severity": "warn", "assert": \(clause)}]\(more)}
            """
        )
    }

    @Test(arguments: ["/a", "/b", "/b/c", "/list", "/list/*/n", "/list/0/n", "/free", "/free/x/y", ""])
    func `a fact, and whatever holds one, is known`(path: String) {
        #expect(Self.lint(asserting: #"{"path":"\#(path)","op":"exists"}"#).isEmpty)
    }

    @Test func `a fact that nobody tells is found where it stands, also in a list, and under not`() throws {
        let clause = #"{"all":[{"not":{"each":{"path":"/list"},"assert":{"path":"/m","op":"exists"}}}]}"#
        let finding = try #require(Self.lint(asserting: clause).first)
        #expect(finding.check == .unknownFact && finding.line == 2)
        #expect(finding.pointer == "/rules/0/assert/all/0/not/assert/path")
        #expect(finding.message == #"no run ever has the fact "/list/*/m"; did you mean "/list/*/n"?"#)
        #expect(
            Self.lint(asserting: #"{"path":"/a","op":"eq_path","other":"/z/z"}"#).map(\.pointer) == [
                "/rules/0/assert/other"
            ]
        )
    }

    @Test func `a set is used by rules, conditions of rules, and the condition of the policy`() {
        let used = #"{"path":"/a","op":"in_set","set":"s"}"#
        #expect(Self.lint(asserting: used, #","sets":{"s":[]}"#).isEmpty)
        #expect(
            Self.lint(asserting: #"{"path":"/a","op":"exists"}"#, #","sets":{"s":[]},"applies_to":\#(used)"#).isEmpty
        )
        let unused = Self.lint(asserting: used, #","sets":{"s":[],"ss":[]}"#)
        #expect(unused.map(\.check) == [.unusedSet] && unused.first?.pointer == "/sets/ss")
        #expect(unused.first?.message.contains(#"did you mean "s"?"#) == true)
    }

    @Test func `an error rule wants a test that passes and one that fails`() {
        func lint(_ tests: String) -> [String] {
            Self.lint(
                """
                {"schema":"acceptance/v1","id":"t","version":"1","title":"T",
                "rules":[{"id":"R","severity":"error","assert":{"path":"/a","op":"eq","value":1}}],"tests":[\(tests)]}
                """
            ).map { "\($0.check.rawValue) \($0.pointer)" }
        }
        let passing = #"{"name":"p","input":{"a":1},"expect":{"R":"pass"}}"#
        let failing = #"{"name":"f","input":{"a":2},"expect":{"R":"fail"}}"#
        let unclear = #"{"name":"i","input":{},"expect":{"R":"indeterminate"}}"#
        #expect(lint("") == ["coverage /rules/0/id", "coverage /rules/0/id"])
        #expect(lint(passing) == ["coverage /rules/0/id"])
        #expect(lint("\(passing),\(unclear)") == ["coverage /rules/0/id"])
        #expect(lint("\(passing),\(failing)") == [])
        #expect(lint("\(passing),\(failing),\(failing)") == ["duplicate /tests/2/name"])
        #expect(
            lint("\(passing),{\"name\":\"f\",\"input\":{},\"expect\":{\"R\":\"fail\"}}") == ["test /tests/1/expect"]
        )
        #expect(
            lint(#"\#(passing),\#(failing),{"name":"v","input":{},"verdict":"accepted"}"#) == ["test /tests/2/verdict"]
        )
    }

    @Test func `a waiver that cannot count is found`() {
        let clause = #"{"path":"/a","op":"exists"}"#
        func lint(_ more: String) -> [String] {
            Self.lint(asserting: clause, #","waivable":["R"]"# + more).map(\.message)
        }
        #expect(
            lint("") == [
                #"nobody may waive "R": the policy names no reviewers"#,
                #"a waiver of "R" changes nothing: its warning never decides a verdict"#,
            ]
        )
        #expect(lint(#","reviewers":["k"]"#).count == 1)
        #expect(lint(#","reviewers":["k"],"accept":{"max_warn":1}"#).count == 1)
        #expect(lint(#","reviewers":["k"],"accept":{"max_warn":0}"#) == [])
    }

    @Test func `a guard wants a rule of its id, and a message only words that are filled in`() {
        let clause = #"{"path":"/a","op":"exists"}"#
        let guards = #","prepare":[{"id":"RR","terms":["x"],"append":"y"},{"id":"RR","terms":["x"],"append":"y"}]"#
        #expect(
            Self.lint(asserting: clause, guards).map(\.check) == [.guardWithoutRule, .duplicate, .guardWithoutRule]
        )
        #expect(
            Self.lint(asserting: clause + #","message":"{path} {actual} {expected} { {}""#).map(\.message) == [
                #""{}" is never filled in"#
            ]
        )
    }

    @Test func `shipped ids and names are reserved, but to the shipped files`() throws {
        let text =
            #"{"schema":"acceptance/v1","id":"ID","version":"1","title":"T","rules":[{"id":"R","severity":"warn","assert":{"path":"/a","op":"exists"}}]}"#
        #expect(Self.lint(text.replacing("ID", with: "no-mock")).map(\.pointer) == ["/id"])
        #expect(Self.lint(text, name: "no-mock").map(\.check) == [.reservedName])
        #expect(Self.lint(text, name: "mine").isEmpty)
        let bytes = try #require(ShippedPolicies.bytes("no-mock"))
        #expect(
            PolicyLint.findings(
                in: bytes,
                name: "no-mock",
                facts: FactVocabulary(["/request/**", "/adapter/**", "/transport/**", "/artifact/**"])
            ).isEmpty
        )
    }

    @Test func `a file that is not the format has the reader's finding`() {
        #expect(
            Self.lint("{\n") == [
                LintFinding(check: .format, message: "the text ends too early", pointer: "", line: 2, column: 1)
            ]
        )
        let wrong = Self.lint(asserting: #"{"path":"/a","op":"exist"}"#)
        #expect(wrong.map(\.check) == [.format] && wrong.first?.pointer == "/rules/0/assert/op")
        #expect(wrong.first?.message == #"unknown operator "exist"; did you mean "exists"?"#)
    }
}
