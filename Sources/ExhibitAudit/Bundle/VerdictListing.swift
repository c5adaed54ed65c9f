import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// `verdicts.jsonl`: the verdicts of a bundle, one on each line, for readers who want nothing else.
struct VerdictListing {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    mutating func add(_ entry: Entry) {
        guard entry.type == .verdict else { return }
        var line: JSONObject = ["entry": .number(JSONNumber(entry.seq))]
        line["run_id"] = entry.run.map(JSONValue.string)
        line["task_name"] = entry.task.map(JSONValue.string)
        for key in ["policy_id", "policy_sha256", "as_of", "verdict"] { line[key] = entry.body[key] }
        line["facts_sha256"] = entry.body["facts_blob"]
        line["verdict_sha256"] = entry.body["verdict_blob"]
        guard let text = try? CanonicalJSON.bytes(.object(line)) else { return }  // an entry's members are canonical
        bytes += text + [UInt8(ascii: "\n")]
        count += 1
    }

    func compare(_ files: BundleFiles, _ report: inout AuditReport) {
        guard let listed = files.read(BundleLayout.verdicts, &report), listed != bytes else { return }
        report.add(
            Finding(
                .bundle,
                "\(BundleLayout.verdicts) does not list the verdicts of the entries",
                path: BundleLayout.verdicts
            )
        )
    }
}
