import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Erases a private value, or the bytes of an artifact, inside one transaction that says so (formats.md, "Forgetting").
///
/// The commitment or hash stays: every proof holds, and nothing tells what stood behind it.
struct Forgetting {
    let desk: TaskDesk

    private var db: SQLiteConnection { desk.db }

    /// As long as a list in an entry may be; more values are told by further entries.
    private static let listLimit = 16
    /// A shorter text stands in other values by chance.
    private static let quotedLength = 12

    struct Outcome {
        var commitments: [String] = []
        var bytes: Digest?
        var runs: [String] = []
    }

    func perform(_ target: Digest, reason: String) throws -> Outcome {
        let why = PrivateValue(committing: reason, desk.environment.random)
        var outcome = Outcome()
        outcome.runs = try runs(naming: target)
        if let value = desk.transaction.queries.privateValue(target.hex) {
            outcome.commitments = try commitments(holding: value, target)
            outcome.runs = try Array(Set(outcome.runs + outcome.commitments.flatMap { try runs(naming: $0) })).sorted()
            try refuseUse(outcome)
            try erase(outcome.commitments, value)
            try record(outcome.commitments.map { .string($0) }, as: "commitments", why)
        } else if try db.integer("SELECT 1 FROM artifact WHERE sha256 = ?1 LIMIT 1", [.text(target.hex)]) != nil {
            try refuseUse(outcome)
            try erase(target)
            outcome.bytes = target
            try record([.string(target.hex)], as: "sha256", why)
        } else {
            throw Report(.valueNotFound, "neither a private value nor a file of the ledger is named by \(target.hex)")
        }
        try desk.transaction.insert(why)
        return outcome
    }

    /// The value itself, and those that quote it, such as the order of a task with the same prompt.
    private func commitments(holding value: String, _ target: Digest) throws -> [String] {
        guard value.count >= Self.quotedLength else { return [target.hex] }
        let others = try db.rows(
            "SELECT commitment FROM secret_value WHERE instr(value, ?1) > 0 OR instr(value, ?2) > 0",
            [.text(value), .text(String(JSONText.compact(.string(value)).dropFirst().dropLast()))]
        ) { Hex.encode($0.blob(0)) }
        return [target.hex] + others.filter { $0 != target.hex }.sorted()
    }

    private func runs(naming digest: Digest) throws -> [String] { try runs(naming: digest.hex) }

    private func runs(naming hex: String) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT run_id FROM run_entry JOIN entry USING(seq) WHERE instr(entry.bytes, CAST(?1 AS BLOB)) > 0
            """,
            [.text(hex)]
        ) { $0.text(0) ?? "" }
    }

    /// What is still to be sent or fetched cannot do without it.
    private func refuseUse(_ outcome: Outcome) throws {
        for run in outcome.runs {
            guard let state = try desk.runState(run), !state.isEnded else { continue }
            throw Report(.valueInUse, "run \(run.suffix(8)) is \(state.rawValue), and needs it")
        }
        for commit in outcome.commitments {
            let task = try db.text(
                """
                SELECT task_id FROM task WHERE spec_commit = ?1 AND state IN ('queued','running','orphaned','stuck')
                """,
                [.text(commit)]
            )
            guard let task else { continue }
            throw Report(.valueInUse, "task \(task.suffix(8)) is not over, and needs it")
        }
    }

    private func erase(_ commitments: [String], _ value: String) throws {
        for commit in commitments {
            try db.run("DELETE FROM secret_value WHERE commitment = ?1", [.blob(Hex.decode(commit) ?? [])])
        }
        try db.run("UPDATE artifact SET path = NULL WHERE path = ?1", [.text(value)])
    }

    /// The row stays, and names the entry that erases: who audits looks that entry up.
    private func erase(_ digest: Digest) throws {
        try db.run(
            "UPDATE blob SET data = NULL, media = ?2 WHERE sha256 = ?1",
            [.blob(digest.bytes), .text(ErasedMark.text(entry: try desk.transaction.queries.size()))]
        )
    }

    private func record(_ names: [JSONValue], as key: String, _ why: PrivateValue) throws {
        for start in stride(from: 0, to: names.count, by: Self.listLimit) {
            let part = names[start..<min(names.count, start + Self.listLimit)]
            try desk.transaction.append(
                EntryDraft(.valueForgotten, [key: .array(Array(part)), "reason_commit": .string(why.commit)])
            )
        }
    }
}
