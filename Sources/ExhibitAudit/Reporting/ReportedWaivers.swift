import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// The rules that a reviewer has set aside for a run's files.
struct ReportedWaivers {
    let values: [JSONValue]

    init(_ run: RunReplay, _ others: [Entry], _ context: ReportContext) {
        values = (run.entries + others).filter { $0.type == .waiver }.sorted { $0.seq < $1.seq }.map { entry in
            var object = JSONObject([("entry", .number(JSONNumber(entry.seq))), ("at", .string(entry.at.description))])
            for key in ["policy_id", "policy_sha256", "rule", "artifact_sha256", "expires", "reviewer_key"] {
                object[key] = entry.body[key]
            }
            object["reason"] = context.texts.value(entry.body["reason_commit"])
            // A waiver without an end that can be read has ended.
            let end = entry.body["expires"]?.string.flatMap(Self.time)
            object["expired"] = .bool(end.map { $0 <= context.madeAt } ?? true)
            return .object(object)
        }
    }

    private static func time(_ text: String) -> Timestamp? {
        Timestamp(rfc3339: text)
            ?? Timestamp(rfc3339: text.hasSuffix("Z") ? text.dropLast() + ".000Z" : text + "T00:00:00.000Z")
    }
}
