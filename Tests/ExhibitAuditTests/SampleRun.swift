import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// A plain run as its entries: what a provider of one picture would leave behind.
struct SampleRun: Sendable {
    /// Nil for a new one.
    var id: String?
    var task = "cat"
    var prompt = "An orange cat by a window, no text"
    var picture: [UInt8] = Array(repeating: 7, count: 20_000)
    var answerText = "{\"created\":1,\"data\":[{\"b64_json\":\""
    /// What is wrong with the record, for tests of the audit.
    var fault = Fault.none
    var ends = true
    /// Somebody is said to have dated the ledger before the request and after the end; the proof is none.
    var isDated = false
    /// Other files of the run, recorded after its output.
    var files: [SampleFile] = []

    enum Fault: Sendable {
        case none
        case derivation
        case promptFlag
        case requestDigest
        case verdict
        case facts
        case answerDigest
        case missingPromptInBody
        case blobless
    }

    var digest: Digest { SHA256.hash(picture) }

    func record(_ recorder: Recorder, _ folder: String, _ environment: Environment) async throws -> String {
        let id = id ?? environment.makeID().description
        var values = Values()
        var announcement = try intent(id, folder, &values, environment)
        if isDated {
            let request = announcement.drafts.filter { $0.type == .attemptStarted }
            announcement.drafts.removeAll { $0.type == .attemptStarted }
            try await recorder.append(announcement)
            try await date(recorder)
            announcement = Append(request)
        }
        try await recorder.append(announcement)
        let response = try await recorder.append(try answer(id, environment)).last?.seq ?? 0
        try await recorder.append(try artifact(id, response, folder, environment))
        for file in files {
            var append = Append([draft(file.type, id, file.body)])
            append.blobs = file.isKept ? [StagedBlob(file.bytes, media: "image/png")] : []
            try await recorder.append(append)
        }
        guard ends else { return id }
        try await recorder.append(ending(id))
        if isDated { try await date(recorder) }
        try await judge(id, recorder)
        try await recorder.checkpoint()
        try await recorder.renderRunFolder(id)
        return id
    }

    private func date(_ recorder: Recorder) async throws {
        let head = try await recorder.signedHead()
        let body: JSONObject = [
            "size": .number(JSONNumber(head.size)), "root": .string(head.root.hex),
            "gen_time": "2026-11-21T00:00:00.000Z",
        ]
        let draft = EntryDraft(.anchorRFC3161, body)
        try await recorder.record([AnchorDraft(.rfc3161, size: head.size, proof: [0], draft)])
    }

    private struct Values {
        var all: [PrivateValue] = []

        mutating func commit(_ text: String, _ environment: Environment) -> String {
            let salt = environment.random(16)
            all.append(PrivateValue(text: text, commit: Commitment.hex(salt: salt, value: text), salt: salt))
            return all[all.count - 1].commit
        }
    }

    private func draft(_ type: EntryType, _ id: String, attempt: Int? = nil, _ body: JSONObject) -> EntryDraft {
        EntryDraft(type, run: id, task: task, attempt: attempt, body)
    }

    private func intent(
        _ id: String,
        _ folder: String,
        _ values: inout Values,
        _ environment: Environment
    ) throws -> Append {
        let head = Array("{\"model\":\"m\",\"prompt\":\"".utf8)
        let tail = Array("\"}".utf8)
        let sent = fault == .missingPromptInBody ? "something else altogether" : prompt
        let body = head + PrivateEncoding.json.bytes(of: sent) + tail
        let prompts = (given: values.commit(prompt, environment), sent: values.commit(prompt, environment))
        let inBody = values.commit(sent, environment)
        let document = BodyDocument([.text(SHA256.hash(head)), .commit(inBody, .json), .text(SHA256.hash(tail))])
        var digest = SHA256.hash(body).hex
        if fault == .requestDigest { digest = SHA256.hash([1]).hex }
        let policy = try Policy(parsing: Self.policy)
        let runFolder = "\(folder)/out/_runs/\(task)-\(id.suffix(8))"
        var append = Append([
            EntryDraft(
                .policyAdopt,
                ["policy_id": .string(policy.id), "policy_sha256": .string(SHA256.hash(policy.canonical).hex)]
            ),
            draft(
                .requestIntent,
                id,
                [
                    "provider": "happy", "dialect": "openai", "model": "m", "mode": "generation",
                    "route": "generations",
                    "prompt_commit": .string(prompts.given), "sent_prompt_commit": .string(prompts.sent),
                    "prompt_unchanged": .bool(fault != .promptFlag), "guard": "not_needed", "inputs": [],
                    "policies": [.string(policy.id)],
                    "run_dir_commit": .string(values.commit(runFolder, environment)),
                ]
            ),
            draft(
                .attemptStarted,
                id,
                attempt: 1,
                [
                    "n": 1, "step": 1, "method": "POST", "origin": "https://gw.example",
                    "path": "/v1/images/generations",
                    "bytes": .int(body.count), "body_blob": .string(document.sha256.hex),
                    "request_commit": .string(values.commit(digest, environment)),
                ]
            ),
        ])
        append.blobs = [
            StagedBlob(policy.canonical), StagedBlob(head), StagedBlob(tail), StagedBlob(document.canonical),
        ]
        append.values = values.all
        return append
    }

    private func answer(_ id: String, _ environment: Environment) throws -> Append {
        let head = Array(answerText.utf8)
        let tail = Array("\"}]}".utf8)
        let document = BodyDocument([
            .text(SHA256.hash(head)), .base64(digest, Base64Shape()), .text(SHA256.hash(tail)),
        ])
        let raw = head + Base64.encodeBytes(picture) + tail
        let claimed = fault == .answerDigest ? SHA256.hash([2]) : SHA256.hash(raw)
        var append = Append([
            draft(
                .responseReceived,
                id,
                attempt: 1,
                [
                    "n": 1, "step": 1, "kind": "result", "status": 200, "headers": [:],
                    "transport": ["scheme": "https", "host": "gw.example"],
                    "raw_bytes": .int(raw.count), "raw_sha256": .string(claimed.hex),
                    "body_blob": .string(document.sha256.hex), "complete": true,
                ]
            )
        ])
        append.blobs = [StagedBlob(head), StagedBlob(tail), StagedBlob(document.canonical)]
        if fault != .blobless { append.blobs.append(StagedBlob(picture, media: "image/png")) }
        return append
    }

    private func artifact(
        _ id: String,
        _ response: Int64,
        _ folder: String,
        _ environment: Environment
    ) throws -> Append {
        var values = Values()
        let path = "\(folder)/out/\(task)-\(id.suffix(8)).png"
        try RegularFile.makeFolder("\(folder)/out")
        try RegularFile.write(picture, toNew: path, mode: 0o644, durable: false)
        let pointer = fault == .derivation ? "/data/0/other" : "/data/0/b64_json"
        let commit = values.commit(path, environment)
        return Append(
            [
                draft(
                    .artifactStored,
                    id,
                    attempt: 1,
                    [
                        "role": "output", "n": 1, "of": 1, "sha256": .string(digest.hex), "bytes": .int(picture.count),
                        "media_type": "image/png", "complete": true, "derivation": "verified",
                        "path_commit": .string(commit),
                        "from": [
                            "seq": .number(JSONNumber(response)), "pointer": .string(pointer), "decode": "base64",
                        ],
                    ]
                )
            ],
            values: values.all
        )
    }

    private func ending(_ id: String) -> Append {
        let log = StagedBlob(Array("2026-11-21T00:00:00.000Z all went well\n".utf8))
        return Append(
            [
                draft(.runLog, id, ["stream": "run", "lines": 1, "blob": .string(log.sha256.hex)]),
                draft(.runState, id, ["from": "recorded", "to": "succeeded", "event": "succeeded"]),
            ],
            blobs: [log]
        )
    }

    private func judge(_ id: String, _ recorder: Recorder) async throws {
        guard let judging = try await recorder.judging(id) else { return }
        let policy = try Policy(parsing: Self.policy)
        var facts = FactDocument.of(judging.replay, judging.context)
        if fault == .facts, var object = facts.object {
            object["run"] = ["id": "another"]
            facts = .object(object)
        }
        let factsBlob = StagedBlob(try CanonicalJSON.bytes(facts))
        let judgement = policy.judge(facts)
        let digest = SHA256.hash(policy.canonical)
        var word = judgement.verdict.rawValue
        var document = VerdictDocument.make(policy.id, digest, factsBlob.sha256, asOf: judging.asOf, judgement)
        if fault == .verdict, var object = document.object {
            word = word == "accepted" ? "rejected" : "accepted"
            object["verdict"] = .string(word)
            document = .object(object)
        }
        let verdict = StagedBlob(try CanonicalJSON.bytes(document))
        try await recorder.append(
            Append(
                [
                    draft(
                        .verdict,
                        id,
                        [
                            "policy_id": .string(policy.id), "policy_sha256": .string(digest.hex),
                            "facts_blob": .string(factsBlob.sha256.hex),
                            "verdict_blob": .string(verdict.sha256.hex), "as_of": .number(JSONNumber(judging.asOf)),
                            "verdict": .string(word), "tool": "exhibit test",
                        ]
                    )
                ],
                blobs: [factsBlob, verdict]
            )
        )
    }

    /// Rejects what is not of the task `cat` or `dog`.
    static let policy = Array(
        """
        {"schema":"acceptance/v1","id":"sample","version":"1","title":"Sample","rules":[
        {"id":"S-01","severity":"error","assert":{"path":"/run/task_name","op":"in","value":["cat","dog"]}},
        {"id":"S-02","severity":"error","assert":{"path":"/artifact/sha256_uses","op":"eq","value":1}}]}
        """.utf8
    )
}
