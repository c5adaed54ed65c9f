import ExhibitJSON
import Testing

@testable import ExhibitPolicy

@Suite struct VerdictTests {
    /// Three rules: an error over `/e`, a review over `/r`, and two warnings over `/w` and `/v`, one of them allowed.
    private func judge(_ text: String, waived: Set<String> = [], refused: Bool = false) throws -> Judgement {
        let policy = try policy(
            rules: """
                {"id":"E","severity":"error","assert":{"path":"/e","op":"eq","value":1}},
                {"id":"R","severity":"review","assert":{"path":"/r","op":"eq","value":1}},
                {"id":"W","severity":"warn","assert":{"path":"/w","op":"eq","value":1}},
                {"id":"V","severity":"warn","assert":{"path":"/v","op":"eq","value":1}}
                """,
            extra:
                #","accept":{"errors":0,"max_warn":1},"waivable":["E","R"],"applies_to":{"path":"/k","op":"ne","value":"film"}"#
        )
        return policy.judge(try facts(text), waived: waived, refused: refused)
    }

    private static let picture = #""artifact":{},"k":"image""#

    @Test(arguments: [
        (#"{\#(picture),"e":1,"r":1,"w":1,"v":1}"#, Verdict.accepted),
        (#"{\#(picture),"e":1,"r":1,"w":0,"v":1}"#, .accepted),
        (#"{\#(picture),"e":1,"r":1,"w":0,"v":0}"#, .needsReview),
        (#"{\#(picture),"e":1,"r":1,"w":0}"#, .needsReview),
        (#"{\#(picture),"e":1,"r":0,"w":1,"v":1}"#, .needsReview),
        (#"{\#(picture),"e":1,"w":1,"v":1}"#, .needsReview),
        (#"{\#(picture),"e":0,"r":0,"w":1,"v":1}"#, .rejected),
        (#"{\#(picture),"r":1,"w":1,"v":1}"#, .rejected),
        (#"{"k":"image","e":1,"r":1,"w":1,"v":1}"#, .notEvaluated),
        (#"{"artifact":{},"k":"film","e":1,"r":1,"w":1,"v":1}"#, .notEvaluated),
        (#"{"artifact":{},"e":1,"r":1,"w":1,"v":1}"#, .notEvaluated),
    ])
    func `the verdict follows from the rules`(facts: String, expected: Verdict) throws {
        #expect(try judge(facts).verdict == expected)
    }

    @Test func `every rule is evaluated whatever the verdict`() throws {
        for facts in ["{}", #"{"e":0}"#, #"{\#(Self.picture),"e":1,"r":1}"#] {
            #expect(try judge(facts).rules.map(\.id) == ["E", "R", "W", "V"])
        }
    }

    @Test func `a run that was refused before sending is judged without an artifact`() throws {
        #expect(try judge(#"{"k":"image","e":0}"#, refused: true).verdict == .rejected)
        #expect(try judge(#"{"k":"film","e":0}"#, refused: true).verdict == .notEvaluated)
    }

    @Test func `a waiver sets a waivable rule aside, and no other`() throws {
        let facts = #"{\#(Self.picture),"e":0,"w":0,"v":0}"#
        let waived = try judge(facts, waived: ["E", "R", "W", "V"])
        #expect(waived.rules.map(\.result) == [.waived, .waived, .fail, .fail])
        #expect(waived.verdict == .needsReview)
        #expect(try judge(facts, waived: ["R"]).verdict == .rejected)
    }

    @Test func `a waiver does not touch a rule that passes`() throws {
        let judgement = try judge(#"{\#(Self.picture),"e":1,"r":1,"w":1,"v":1}"#, waived: ["E"])
        #expect(judgement.rules[0].result == .pass)
    }

    @Test func `without a number of warnings any number is accepted`() throws {
        let policy = try policy(rules: #"{"id":"W","severity":"warn","assert":{"path":"/w","op":"exists"}}"#)
        #expect(policy.judge(["artifact": [:]]).verdict == .accepted)
    }

    @Test func `the worse verdict is the greater one`() {
        #expect(Verdict.allCases.shuffled().sorted() == [.accepted, .needsReview, .notEvaluated, .rejected])
        #expect(Verdict.allCases.map(\.rawValue) == ["accepted", "needs_review", "not_evaluated", "rejected"])
    }
}
