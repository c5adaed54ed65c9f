import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import Testing

@testable import ExhibitRecord

@Suite struct ReviewTests {
    static let key = String(repeating: "a", count: 64)
    static let digest = Digest(Array(repeating: 7, count: 32))
    static let file = SampleRun.output["sha256"]?.string ?? ""

    static func decision(_ word: String, artifacts: [JSONValue] = [.string(file)]) -> JSONObject {
        ["decision": .string(word), "artifacts": .array(artifacts), "reviewer_key": .string(key)]
    }

    static func waiver(_ changes: JSONObject = [:]) -> JSONObject {
        var body: JSONObject = [
            "policy_id": "p", "policy_sha256": .string(digest.hex), "rule": "R-01", "artifact_sha256": .string(file),
            "expires": "2999-12-31T23:59:59.999Z", "reviewer_key": .string(key),
        ]
        for (name, value) in changes.members { body[name] = value }
        return body
    }

    static func policy() throws -> Policy {
        try Policy(
            parsing: Array(
                """
                {"schema":"acceptance/v1","id":"p","version":"1","title":"P","reviewers":["\(key)"],
                "waivable":["R-01"],"rules":[
                {"id":"R-01","severity":"error","assert":{"path":"/x","op":"eq","value":1}},
                {"id":"R-02","severity":"error","assert":{"path":"/x","op":"eq","value":1}}]}
                """.utf8
            )
        )
    }

    @Test func `the latest decision counts, while it is about the files that are there`() throws {
        var sample = SampleRun.plain()
        #expect(try sample.replay().review == nil)
        sample.add(.reviewDecision, Self.decision("denied"))
        #expect(try sample.replay().isDenied)
        sample.add(.reviewDecision, Self.decision("approved"))
        #expect(try sample.replay().review?.decision == .approved)
        #expect(try sample.replay().reviews.map(\.decision) == [.denied, .approved])
        // What is about other files changes nothing of what was said of these.
        sample.add(.reviewDecision, Self.decision("denied", artifacts: ["another"]))
        #expect(try sample.replay().review?.decision == .approved)
    }

    @Test func `an approval answers the policies that had judged before it`() throws {
        var sample = SampleRun.plain()
        sample.add(.verdict, ["policy_id": "p", "policy_sha256": "one", "verdict": "needs_review"])
        sample.add(.reviewDecision, Self.decision("approved"))
        sample.add(.verdict, ["policy_id": "q", "policy_sha256": "two", "verdict": "needs_review"])
        let run = try sample.replay()
        #expect(run.isApproved(under: "one"))
        #expect(!run.isApproved(under: "two"))
        sample.add(.reviewDecision, Self.decision("denied"))
        #expect(try !sample.replay().isApproved(under: "one"))
    }

    @Test func `a waiver sets its rule aside`() throws {
        var sample = SampleRun.plain()
        sample.add(.waiver, Self.waiver())
        #expect(try sample.replay().waivedRules(Self.policy(), Self.digest) == ["R-01"])
    }

    @Test(
        arguments: [
            ["policy_sha256": "another"], ["rule": "R-02"], ["artifact_sha256": "another"], ["reviewer_key": "another"],
            ["expires": "2020-01-01T00:00:00.000Z"], ["expires": "never"], ["expires": nil],
        ] as [JSONObject]
    )
    func `a waiver of something else sets nothing aside`(changes: JSONObject) throws {
        var sample = SampleRun.plain()
        sample.add(.waiver, Self.waiver(changes))
        #expect(try sample.replay().waivedRules(Self.policy(), Self.digest).isEmpty)
    }

    @Test func `a waiver counts up to its last moment`() throws {
        var sample = SampleRun.plain()
        sample.add(.waiver, Self.waiver())
        let run = try sample.replay()
        let last = try #require(Timestamp(rfc3339: "2999-12-31T23:59:59.999Z"))
        #expect(try run.waivedRules(Self.policy(), Self.digest, at: last) == ["R-01"])
        #expect(try run.waivedRules(Self.policy(), Self.digest, at: last.adding(milliseconds: 1)).isEmpty)
    }

    @Test func `a statement is read only as it is written`() throws {
        let statement = ReviewerStatement(
            .review,
            artifacts: [Self.file],
            ["decision": "approved"],
            run: "R",
            ledger: "exhibit.invalid/x",
            tree: .init(size: 3, root: "00"),
            time: "2026-11-21T06:56:17.123Z"
        )
        let again = try #require(ReviewerStatement(statement.json))
        #expect(again == statement)
        var object = try #require(statement.json.object)
        object["more"] = 1
        #expect(ReviewerStatement(.object(object)) == nil)
        #expect(ReviewerStatement(["predicateType": "x"]) == nil)
    }
}
