import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What all runs of one report share.
struct ReportContext {
    let audit: AuditReport
    let dates: OutsideDates
    /// How many entries the newest checkpoint covers; 0 without one.
    let signedSize: Int64
    let texts: PrivateTexts
    let views: [String: PictureView]
    let madeAt: Timestamp
    let home: String
    let user: String?

    /// For texts of one run.
    func mask(_ run: RunReplay) -> PathMask {
        PathMask(home: home, user: user, others: texts.paths(run.entries))
    }

    var auditMask: PathMask { PathMask(home: home, user: user) }

    func findings(_ run: String) -> [Finding] { audit.findings.filter { $0.run == run } }

    func sha256(_ bytes: [UInt8]) -> String { SHA256.hash(bytes).hex }
}

extension Finding {
    /// Without the paths of this machine.
    func json(_ mask: PathMask) -> JSONValue {
        let words = path.map { $0.hasPrefix("/") ? message.replacing($0, with: "(a path)") : message } ?? message
        var object = JSONObject([
            ("id", .string(id)), ("check", .string(check.rawValue)), ("message", .string(mask.hideAll(words))),
        ])
        object["entry"] = entry.map { .number(JSONNumber($0)) }
        object["run_id"] = run.map(JSONValue.string)
        object["task_name"] = task.map(JSONValue.string)
        return .object(object)
    }
}
