import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// A waiver as it is shown beside the rule that it sets aside.
struct WaivedRule {
    let rule: String
    private let waiver: Waiver
    private let reason: String?

    init(_ waiver: Waiver, reason: String?) {
        rule = waiver.rule
        self.waiver = waiver
        self.reason = reason
    }

    var words: String {
        "until \(waiver.expires.brief), by key \(waiver.key.prefix(8))…: \(reason ?? "the reason was erased")"
    }

    var json: JSONValue {
        .object(
            JSONObject([
                ("entry", .number(JSONNumber(waiver.entry))), ("expires", .string(waiver.expires.description)),
                ("reviewer_key", .string(waiver.key)), ("reason", reason.map(JSONValue.string) ?? .null),
            ])
        )
    }
}
