import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Everything that a report says, as `exhibit.report/1`: a page shows nothing else.
struct ReportDocument {
    static let schema = "exhibit.report/1"

    let object: JSONObject

    init(
        _ request: ReportRequest,
        _ identity: Identity,
        _ checkpoint: Checkpoint?,
        _ context: ReportContext,
        _ runs: [ReportedRun],
        others: [Entry]
    ) {
        let told = runs.map { $0.object(context) }
        object = JSONObject([
            ("schema", .string(Self.schema)), ("tool", .string("\(Tool.name) \(Tool.version)")),
            ("made_at", .string(context.madeAt.description)), ("with_prompts", .bool(request.withPrompts)),
            (
                "selection",
                [
                    "whole": .bool(request.runs.isEmpty && request.since == nil),
                    "runs": .int(runs.count), "since": request.since.map(JSONValue.string) ?? .null,
                ]
            ),
            ("ledger", .object(Self.ledger(identity, checkpoint, context))),
            ("audit", .object(Self.audit(context))),
            ("dates", context.dates.value),
            ("events", .array(others.compactMap(Self.event))),
            ("summary", .object(ReportSummary(told).object)),
            ("runs", .array(told.map(JSONValue.object))),
        ])
    }

    private static func ledger(_ identity: Identity, _ checkpoint: Checkpoint?, _ context: ReportContext) -> JSONObject
    {
        JSONObject([
            ("id", .string(identity.ledger)), ("name", .string(identity.name)), ("origin", .string(identity.origin)),
            ("vkey", .string(identity.vkey.text)), ("entries", .int(context.audit.counts[.entries])),
            ("root", context.audit.root.map(JSONValue.string) ?? .null),
            (
                "checkpoint",
                checkpoint.map { ["size": .number(JSONNumber($0.size)), "root": .string($0.root.hex)] } ?? .null
            ),
        ])
    }

    private static func audit(_ context: ReportContext) -> JSONObject {
        let audit = context.audit
        let mask = context.auditMask
        return JSONObject([
            ("unchanged", .bool(audit.isIntact)), ("counts", audit.counts.json),
            ("findings", .array(audit.findings.map { $0.json(mask) })), ("findings_total", .int(audit.findingCount)),
            (
                "notes",
                .array(audit.notes.map { ["code": .string($0.code), "message": .string(mask.hideAll($0.message))] })
            ),
            ("not_checked", .array(audit.notChecked.map { .string(mask.hideAll($0)) })),
            ("not_shown", .array(audit.notShown.map { .string(mask.hideAll($0)) })),
        ])
    }

    /// What happened to the ledger as a whole; dates and what belongs to a run are told elsewhere.
    private static func event(_ entry: Entry) -> JSONValue? {
        let words: String
        switch entry.type {
        case .valueForgotten: words = "a value or file was erased on purpose"
        case .keyRotate: words = "the signing key was changed"
        case .ledgerRestored: words = "the ledger was restored from a backup"
        default: return nil
        }
        return [
            "entry": .number(JSONNumber(entry.seq)), "at": .string(entry.at.description),
            "type": .string(entry.type.rawValue), "words": .string(words),
        ]
    }
}
