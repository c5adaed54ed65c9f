package import ExhibitJSON
package import ExhibitModel

/// A bundle that was written.
package struct ExportResult: Sendable, Hashable {
    package let folder: String
    /// `index.json`.
    package let index: JSONObject
    package let entries: Int
    package let pictures: Int
    package let reviews: Int
    package let withPrompts: Bool
    package let accepted: Int
    package internal(set) var notes: [Note] = []

    /// The object of `--json`.
    package var json: JSONObject {
        JSONObject([
            ("schema", "exhibit.export/1"), ("folder", .string(folder)), ("index", .object(index)),
            ("notes", .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
    }

    /// What it is, in one line after the folder's name.
    package var line: String {
        var parts = [
            AuditReport.counted(entries, "entry", "entries"), AuditReport.counted(pictures, "picture", "pictures"),
        ]
        if reviews > 0 { parts.append(AuditReport.counted(reviews, "review", "reviews")) }
        let secrets =
            accepted == 0
            ? "no secret found" : "\(AuditReport.counted(accepted, "finding", "findings")) of the secret scan accepted"
        let prompts = withPrompts ? "with prompts" : "prompts left out (--with-prompts adds them)"
        return "\(parts.joined(separator: ", ")); \(secrets); \(prompts)"
    }
}
