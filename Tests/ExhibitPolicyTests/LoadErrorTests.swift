import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitPolicy

@Suite struct LoadErrorTests {
    /// A complaint, and the place where it must point.
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let kind: PolicyError.Kind
        let pointer: String
        let line: Int
        let column: Int

        init(_ text: String, _ kind: PolicyError.Kind, _ pointer: String, _ line: Int, _ column: Int) {
            self.text = text
            self.kind = kind
            self.pointer = pointer
            self.line = line
            self.column = column
        }

        var testDescription: String { "\(pointer): \(kind)" }
    }

    /// A file whose fourth line is the one rule, from column 3 on.
    static func ruled(_ rule: String) -> String {
        """
        {"schema": "acceptance/v1", "id": "t",
         "version": "1", "title": "T", "sets": {"hosts": []},
         "rules": [
          \(rule)
         ]}
        """
    }

    static func asserting(_ clause: String) -> String {
        ruled(#"{"id":"R","severity":"error","assert":\#(clause)}"#)
    }

    /// A file whose fifth line is one more member, from column 1 on.
    static func with(_ member: String) -> String {
        """
        {"schema": "acceptance/v1", "id": "t",
        "version": "1", "title": "T", "sets": {"hosts": []},
        "rules": [
        {"id": "PIN-01", "severity": "warn", "assert": {"path": "/a", "op": "exists"}}],
        \(member)}
        """
    }

    static func nested(_ levels: Int) -> String {
        String(repeating: #"{"not":"#, count: levels) + #"{"path":"/a","op":"exists"}"#
            + String(repeating: "}", count: levels)
    }

    @Test(arguments: clauses + rules + members)
    func `a policy that is not exactly the format is refused with the place`(row: Row) {
        #expect(throws: PolicyError(row.kind, pointer: row.pointer, line: row.line, column: row.column)) {
            try Policy(parsing: Array(row.text.utf8))
        }
    }

    @Test func `two keys of one name are refused by the JSON reader, with the place`() throws {
        let error = try #require(throws: PolicyError.self) { try Policy(parsing: Array(#"{"id":1,"id":2}"#.utf8)) }
        guard case .notJSON(let inner) = error.kind else {
            Issue.record("\(error)")
            return
        }
        #expect(inner.kind == .duplicateKey("id"))
        #expect(error.line == 1 && error.column == inner.column)
        #expect(error.report.message == inner.message)
    }

    @Test func `a float has no place in a policy`() {
        #expect(throws: PolicyError.self) {
            try policy(rules: #"{"id":"R","severity":"warn","assert":{"path":"/a","op":"lt","value":1.5}}"#)
        }
    }

    @Test func `eight levels and two hundred rules are read, more are not`() throws {
        #expect(try policy(asserting: Self.nested(7)).rules.count == 1)
        func many(_ count: Int) -> String {
            (0..<count).map { #"{"id":"R\#($0)","severity":"warn","assert":{"path":"/a","op":"exists"}}"# }.joined(
                separator: ","
            )
        }
        #expect(try policy(rules: many(200)).rules.count == 200)
        let error = try #require(throws: PolicyError.self) { try policy(rules: many(201)) }
        #expect(error.kind == .exceeded("rules", limit: 200))
    }

    @Test func `more conditions than one judgement may visit are refused`() throws {
        let leaves = Array(repeating: #"{"path":"/a","op":"exists"}"#, count: Policy.nodeLimit).joined(separator: ",")
        let error = try #require(throws: PolicyError.self) { try policy(asserting: #"{"all":[\#(leaves)]}"#) }
        #expect(error.kind == .exceeded("conditions", limit: Policy.nodeLimit))
    }

    @Test func `the report names place, word and guess`() throws {
        let error = try #require(throws: PolicyError.self) {
            try Policy(parsing: Array(Self.asserting(#"{"path":"/a","op":"eqq","value":1}"#).utf8))
        }
        #expect(error.report.code == .policyInvalid)
        #expect(
            error.report.message
                == #"/rules/0/assert/op, line 4, column 59: unknown operator "eqq"; did you mean "eq"?"#
        )
    }

    @Test func `control characters of the file stay off the screen`() throws {
        let error = try #require(throws: PolicyError.self) {
            try Policy(parsing: Array(Self.with(#""\u001b[2J":1"#).utf8))
        }
        #expect(!error.report.message.unicodeScalars.contains("\u{1B}"))
    }
}
