package import ExhibitJSON

/// What a run's entries tell of work with pictures on this machine.
extension RunReplay {
    /// Sounds of this run and others before it as one.
    package var joined: [Entry] { derived.filter { $0.body["role"] == "derived" } }

    /// What something was made from that went into the request.
    package var sources: [Entry] { otherArtifacts.filter { $0.body["role"] == "source" } }

    /// What the user gets in place of output `number` (from 1); nil when that is the output itself.
    package func finished(_ number: Int) -> Entry? {
        derived.last { entry in
            entry.body["n"]?.int == number && (entry.body["role"] == "fitted" || entry.body["role"] == "composited")
        }
    }

    /// How far the first output is from the original: measured against the files that the intent named, or nil.
    package var drift: Entry? { work("drift.heatmap@1", role: "heatmap") }

    /// The first output with the original put back outside the mask.
    package var preserved: Entry? { work("composite.preserve@1", role: "composited") }

    /// How the run used a mask; nil for a run without one.
    package var mask: JSONObject? { intent["pictures"]?["mask"]?.object }

    /// The entry of the canonical mask.
    package var canonicalMask: Entry? {
        guard let hex = mask?["canonical_sha256"] else { return nil }
        return derived.first { $0.body["role"] == "mask" && $0.body["sha256"] == hex }
    }

    /// Work of exactly this version on the first output, which an audit makes again, and that was made from what it has to be made from.
    private func work(_ operation: String, role: JSONValue) -> Entry? {
        guard let pictures = intent["pictures"], let original = pictures["original_sha256"],
            let mask = pictures["mask_sha256"], let output = outputs.first?.body["sha256"]
        else { return nil }
        return derived.last { entry in
            entry.body["role"] == role && entry.body["op"]?.string == operation
                && entry.body["from"] == .array([original, output, mask])
        }
    }
}
