import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// What is said of one output of an accepted run: a function of the run's entries, its facts and verdicts, and the head.
///
/// Nothing private goes in: commitments stand where prompts would. What these bytes are is ``form``.
struct ArtifactStatements {
    /// Raised whenever the same record would give other bytes: a reader of an older bundle then compares no contents.
    static let form = 1

    let run: AttestedRun
    let output: Entry
    let digest: Digest
    /// The file's name in the bundle.
    let name: String
    let head: AttestedHead

    private var replay: RunReplay { run.replay }

    /// In this order: provenance, generation evidence, verdicts, what was found to be so.
    func all() -> [InTotoStatement] {
        let subject = [InTotoStatement.Subject(name: name, sha256: digest)]
        return [
            InTotoStatement(subject, StatementName.provenance, provenance.predicate),
            InTotoStatement(subject, StatementName.generationProof, evidence.predicate),
            InTotoStatement(subject, StatementName.verdict, verdicts.predicate),
            InTotoStatement(subject, StatementName.verificationResult, result.predicate),
        ]
    }

    /// Of the program that judged first: the one that made the run.
    private var toolVersion: String {
        let tool = replay.verdicts.first?.body["tool"]?.string ?? ""
        return tool.split(separator: " ").last.map(String.init) ?? "unknown"
    }

    private var provenance: SLSAProvenance {
        let intent = replay.intent
        var asked: JSONObject = [:]
        for (name, key) in [
            ("provider", "provider"), ("model", "model"), ("mode", "mode"), ("route", "route"), ("size", "sent_size"),
            ("options", "options"), ("promptCommit", "prompt_commit"), ("sentPromptCommit", "sent_prompt_commit"),
        ] {
            asked[name] = intent[key]
        }
        var added: JSONObject = [:]
        added["adapter"] = intent["dialect"]
        added["adapterVersion"] = intent["dialect_version"]
        added["endpointHost"] = run.facts["transport"]?["host"]
        let attempt = replay.lastAttempt
        added["attempt"] = attempt.map { .int($0.number) }
        added["requestCommit"] = attempt?.started.body["request_commit"]
        return SLSAProvenance(
            externalParameters: asked,
            internalParameters: added,
            dependencies: inputs,
            byproducts: byproducts,
            toolVersion: toolVersion,
            invocation: "\(replay.run).\(attempt?.number ?? 0)",
            startedOn: (attempt?.started ?? replay.intentEntry).at.description,
            finishedOn: (replay.ending ?? output).at.description
        )
    }

    private var inputs: [SLSAProvenance.Resource] {
        (replay.intent["inputs"]?.array ?? []).enumerated().compactMap { index, input in
            guard let hex = input["sent_sha256"]?.string ?? input["sha256"]?.string else { return nil }
            return SLSAProvenance.Resource(
                name: "input_images/\(index)",
                sha256: hex,
                mediaType: input["media_type"]?.string
            )
        }
    }

    /// Files of the bundle that were made along the way.
    private var byproducts: [SLSAProvenance.Resource] {
        let named: [(String, JSONValue?)] = [
            ("response", replay.resultResponse?.body["body_blob"]), ("facts", run.deciding.body["facts_blob"]),
            ("verdict", run.deciding.body["verdict_blob"]),
        ]
        return named.compactMap { name, hex in
            hex?.string.map { SLSAProvenance.Resource(name: name, sha256: $0, mediaType: "application/json") }
        }
    }

    private var evidence: GenerationEvidence {
        var entries: [(name: String, number: Int64)] = [("intent", replay.intentEntry.seq)]
        if let attempt = replay.lastAttempt { entries.append(("attempt", attempt.started.seq)) }
        if let response = replay.resultResponse { entries.append(("response", response.seq)) }
        entries += [("artifact", output.seq), ("verdict", run.deciding.seq)]
        var derivation: JSONObject = [:]
        derivation["result"] = output.body["derivation"]
        derivation["from"] = output.body["from"]
        var response: JSONObject = [:]
        for (name, key) in [
            ("status", "status"), ("bodyBlob", "body_blob"), ("rawSha256", "raw_sha256"), ("rawCommit", "raw_commit"),
        ] {
            response[name] = replay.resultResponse?.body[key]
        }
        var facts: JSONObject = [:]
        for key in ["evidence", "transport", "c2pa", "levels"] { facts[key] = run.facts[key] }
        return GenerationEvidence(
            origin: head.identity.origin,
            verifierKey: head.identity.vkey.text,
            size: head.checkpoint.size,
            root: head.checkpoint.root.hex,
            run: replay.run,
            task: replay.intentEntry.task,
            entries: entries,
            simulated: replay.isSimulated,
            derivation: derivation,
            response: response,
            facts: facts
        )
    }

    private var verdicts: VerdictEvidence {
        VerdictEvidence(
            verdict: run.deciding.body["verdict"]?.string ?? "",
            decidedBy: run.deciding.body["policy_id"]?.string ?? "",
            items: run.verdicts.map {
                VerdictEvidence.Item(entry: $0.entry.seq, recordedOn: $0.entry.at.description, document: $0.document)
            }
        )
    }

    /// The worst verdict is accepted, so all are.
    private var result: SimpleVerificationResult {
        let policies = run.verdicts.compactMap { verdict -> SimpleVerificationResult.Policy? in
            guard let id = verdict.entry.body["policy_id"]?.string,
                let digest = verdict.entry.body["policy_sha256"]?.string
            else { return nil }
            return SimpleVerificationResult.Policy(id: id, sha256: digest)
        }
        var properties: [String] = []
        if let grade = run.facts["evidence"]?["grade"]?.string { properties.append("EV_GRADE_\(grade)") }
        // Whoever reads nothing but this list must see what was accepted.
        if replay.isSimulated { properties.append("EV_SIMULATED") }
        properties += run.verdicts.compactMap { $0.entry.body["policy_id"]?.string.map { "EV_POLICY_\($0)" } }
        return SimpleVerificationResult(
            toolVersion: toolVersion,
            policies: policies,
            timeCreated: run.deciding.at.description,
            properties: properties
        )
    }
}
