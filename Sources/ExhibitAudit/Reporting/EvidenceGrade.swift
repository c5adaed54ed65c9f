import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// How well a run's output is evidenced, in the words that an audit may print (evidence.md, 0.7), never above what the
/// facts say and what the audit could repeat.
struct EvidenceGrade {
    let code: String
    let wording: String
    /// What the wording leaves to the reader.
    let limit: String?
    /// Why it is below what was recorded; nil when it is not.
    let lowered: String?

    /// What an audit finds that leaves nothing of a run's evidence standing.
    private static let decisive: Set<Finding.Check> = [
        .entry, .session, .tree, .checkpoint, .heads, .state, .blob, .body, .derivation, .commitment, .prompt, .verdict,
        .proof,
    ]

    /// `signedSize` is the size of the newest checkpoint, 0 without one.
    init(_ run: RunReplay, recorded: String?, _ findings: [Finding], _ dates: OutsideDates, signedSize: Int64) {
        guard let output = run.outputs.first else {
            self.init("E0", "no evidence", limit: "no file was recorded", lowered: nil)
            return
        }
        // Of the whole ledger, or of this run.
        let finding = findings.first { Self.decisive.contains($0.check) && ($0.run == nil || $0.run == run.run) }
        guard finding == nil, let recorded, recorded != "E0" else {
            let lowered = finding.map { "recorded as \(recorded ?? "E0"), but the audit found: \($0.message)" }
            self.init("E0", "no evidence", limit: nil, lowered: lowered)
            return
        }
        guard run.outputs.allSatisfy({ $0.seq < signedSize }) else {
            let words = "recorded as \(recorded), but no signed checkpoint covers entry \(output.seq) yet"
            self.init("E0", "no evidence", limit: nil, lowered: words)
            return
        }
        let words = "the operator's tool recorded the request, the answer and these bytes"
        let nobody = "nobody outside has signed it"
        guard recorded != "E1" else {
            self.init("E1", words, limit: nobody, lowered: nil)
            return
        }
        // Whatever is above rests on the dates: without them it is not said.
        let request = run.lastAttempt?.started.seq
        guard let span = dates.span(intent: run.intentEntry.seq, request: request, outputs: run.outputs.map(\.seq))
        else {
            self.init(
                "E1",
                words,
                limit: nobody,
                lowered: "recorded as \(recorded), but no dates by others stand around it"
            )
            return
        }
        let dated = "\(words), and the record existed between \(span.from) and \(span.to)"
        let lowered = recorded == "E2" ? nil : "recorded as \(recorded); this version says no more than E2"
        self.init("E2", dated, limit: "the provider has signed nothing", lowered: lowered)
    }

    private init(_ code: String, _ wording: String, limit: String?, lowered: String?) {
        self.code = code
        self.wording = wording
        self.limit = limit
        self.lowered = lowered
    }

    var object: JSONObject {
        var object = JSONObject([("code", .string(code)), ("wording", .string(wording))])
        object["limit"] = limit.map(JSONValue.string)
        object["lowered"] = lowered.map(JSONValue.string)
        return object
    }
}
