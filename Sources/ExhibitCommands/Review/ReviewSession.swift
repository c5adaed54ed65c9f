import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord
import ExhibitReview
import ExhibitRun

/// One signed word of a reviewer: what it is about is read, signed, and recorded.
struct ReviewSession {
    private let options: ReviewOptions
    private let context: CommandContext
    private let reader: Reader
    let subject: ReviewSubject
    private let key: ReviewerKey

    init(_ options: ReviewOptions, _ context: CommandContext) throws {
        guard let path = options.key else { preconditionFailure("the command line is refused without --key") }
        self.options = options
        self.context = context
        reader = try context.reader(options.home, options.output)
        subject = try ReviewSubject(reader.find(options.run), reader)
        key = try ReviewerKey(path: context.environment.absolute(path), for: reader)
    }

    func decide(_ decision: Review.Decision) async throws -> Answer {
        if let reason = options.reason, reason.isEmpty {
            throw Report(.usageInvalid, "--reason is empty", hint: "say why, or leave it out of an approval")
        }
        let append = try subject.decide(decision, reason: options.reason, key, context.environment)
        let entry = try await record(append, judgingBy: [])
        let verdict = (subject.deciding.body["verdict"]?.string ?? "").replacing("_", with: " ")
        let files = subject.artifacts.map { "\($0.prefix(8))…" }.joined(separator: " ")
        let rest = decision == .approved ? ", verdict \(verdict)" : ": \(options.reason ?? "")"
        var lines = [
            "\(decision.rawValue.padded(9)) \(subject.run.task), picture \(files)\(rest)   signed by key \(key.keyID.prefix(8))…, entry \(entry.seq)"
        ]
        if decision == .approved, verdict != "accepted", verdict != "needs review" {
            lines.append("note      the verdict stands: what is \(verdict) is not lifted by an approval")
        }
        return Answer(
            result: result(entry, ["decision": .string(decision.rawValue)]),
            lines: lines,
            quietLines: [String(entry.seq)],
            next: ["exhibit policy check \(subject.run.run.suffix(8))"]
        )
    }

    /// Waives a rule, and passes the verdict of its policy again.
    func waive(_ rule: String, until expires: Timestamp) async throws -> Answer {
        guard let reason = options.reason, !reason.isEmpty else { throw Report(.usageInvalid, "--reason is empty") }
        let name = options.policy ?? subject.deciding.body["policy_id"]?.string ?? ""
        guard let policy = try PolicyCommands.adopted(name, reader, subject.run) else {
            throw Report(
                .waiverRefused,
                "no policy \(name) has judged run \(subject.run.run.suffix(8))",
                hint: "exhibit runs show \(subject.run.run.suffix(8)) names its policies"
            )
        }
        let adopted = AdoptedPolicy(policy)
        let append = try subject.waive(
            rule,
            of: policy,
            adopted.digest,
            until: expires,
            reason: reason,
            key,
            context.environment
        )
        let entry = try await record(append, judgingBy: [adopted])
        return Answer(
            result: result(
                entry,
                ["policy": .string(policy.id), "rule": .string(rule), "expires": .string(expires.description)]
            ),
            lines: [
                "waiver    \(policy.id): \(rule) does not count until \(expires.brief): \(reason)   signed by key \(key.keyID.prefix(8))…, entry \(entry.seq)"
            ],
            quietLines: [String(entry.seq)],
            next: ["exhibit policy explain \(subject.run.run.suffix(8)) --policy \(policy.id)"]
        )
    }

    private func result(_ entry: Entry, _ more: JSONObject) -> JSONValue {
        var object = JSONObject([
            ("run_id", .string(subject.run.run)), ("entry", .number(JSONNumber(entry.seq))),
            ("artifacts", .array(subject.artifacts.map(JSONValue.string))), ("reviewer_key", .string(key.keyID)),
            ("envelope_sha256", entry.body["envelope_blob"] ?? .null),
        ])
        for (name, value) in more.members { object[name] = value }
        return .object(object)
    }

    private func record(_ append: Append, judgingBy policies: [AdoptedPolicy]) async throws -> Entry {
        var append = append
        let recorder = try await Recorder(home: reader.home, context.environment)
        do {
            if !policies.isEmpty {
                try await Judge(recorder: recorder).judge(subject.run.run, by: policies, in: &append)
            }
            let entries = try await recorder.append(append)
            guard let entry = entries.first(where: { $0.type == .reviewDecision || $0.type == .waiver }) else {
                preconditionFailure("what was appended comes back")
            }
            // The word is durable; a folder that cannot be written now is the audit's to tell.
            try? await recorder.refreshRunFolder(subject.run.run)
            try await recorder.close()
            return entry
        } catch {
            try? await recorder.close()
            throw error
        }
    }
}
