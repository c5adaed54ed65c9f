import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// The prompt that was sent is the prompt that was given, where the record says so, and it stands in what was sent.
struct PromptCheck {
    private let evidence: any EvidenceSource
    private let blobs: BlobCheck

    init(_ evidence: any EvidenceSource, _ blobs: BlobCheck) {
        self.evidence = evidence
        self.blobs = blobs
    }

    func check(_ run: RunReplay, _ tally: inout RunTally) throws {
        let intent = run.intent
        guard let given = try value(intent["prompt_commit"]), let sent = try value(intent["sent_prompt_commit"]) else {
            if intent["prompt_commit"] != nil { tally.counts[.promptsWithheld] += 1 }
            return
        }
        tally.counts[.prompts] += 1
        let unchanged = given.utf8.elementsEqual(sent.utf8)
        if let told = intent["prompt_unchanged"]?.bool, told != unchanged {
            let words =
                unchanged
                ? "was sent as it was given, the record says otherwise"
                : "is not the one that was given, the record says it is"
            tally.find(
                .prompt,
                "the prompt of entry \(run.intentEntry.seq) that was sent \(words)",
                at: Place(run.intentEntry)
            )
        }
        // What comes before the request that may bill holds no prompt.
        for attempt in run.attempts where attempt.wasSubmitted { try check(attempt.started, sent, &tally) }
    }

    private func value(_ commit: JSONValue?) throws -> String? {
        try commit?.string.flatMap { try evidence.value($0) }
    }

    private func check(_ request: Entry, _ prompt: String, _ tally: inout RunTally) throws {
        guard let body = try StoredBody(request, evidence, blobs) else { return }
        let (known, withheld) = try body.values()
        guard withheld == 0, !known.contains(where: { $0.utf8.elementsEqual(prompt.utf8) }) else { return }
        // Extra JSON may carry the prompt as text of its own.
        guard let text = try body.text() else { return }
        for encoding in [PrivateEncoding.json, .raw] where text.bytes.holds(encoding.bytes(of: prompt)) { return }
        tally.find(
            .prompt,
            "the prompt does not stand in the request that entry \(request.seq) sent",
            at: Place(request)
        )
    }
}

extension [UInt8] {
    /// Whether `part` stands in these bytes.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= count else { return part.isEmpty }
        return indices.dropLast(part.count - 1).contains {
            self[$0] == first && self[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
