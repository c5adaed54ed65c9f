import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// What reviewers have decided about a run.
struct ReportedReviews {
    private let decisions: [JSONValue]
    /// `approved`, `denied`, `waiting` (a policy asks for a reviewer), or `none`.
    let word: String

    init(
        _ run: RunReplay,
        outside: [Entry],
        _ pictures: [ReportedPicture],
        deciding: JudgedVerdict?,
        _ context: ReportContext
    ) {
        let digests = Set(pictures.map(\.sha256))
        let verdict = DecidingVerdict.of(run.verdicts)?.body["verdict_blob"]?.string
        let entries = (run.entries + outside).filter { $0.type == .reviewDecision }.sorted { $0.seq < $1.seq }
        var decisions: [JSONValue] = []
        for entry in entries {
            let named = (entry.body["artifacts"]?.array ?? []).compactMap(\.string)
            let isAboutThese = !named.isEmpty && digests.isSuperset(of: named)
            var object = JSONObject([
                ("decision", entry.body["decision"] ?? .null), ("entry", .number(JSONNumber(entry.seq))),
                ("at", .string(entry.at.description)), ("about_these_files", .bool(isAboutThese)),
                ("about_this_verdict", .bool(verdict != nil && entry.body["verdict_sha256"]?.string == verdict)),
            ])
            for key in ["reviewer_key", "policy_sha256", "verdict_sha256", "artifacts"] {
                object[key] = entry.body[key]
            }
            object["reason"] = context.texts.value(entry.body["reason_commit"])
            decisions.append(.object(object))
        }
        self.decisions = decisions
        // The one that counts names all files of the run.
        let word = run.review?.decision.rawValue
        self.word = word ?? (run.state == .succeeded && deciding?.verdict == .needsReview ? "waiting" : "none")
    }

    var object: JSONObject { JSONObject([("word", .string(word)), ("decisions", .array(decisions))]) }
}
