package import ExhibitModel

/// What a backup holds.
package struct BackupContents: Sendable, Hashable {
    package let identity: Identity
    package let counts: LedgerCounts
    /// Of the tree; nil when it has a hole.
    package let root: Digest?
    package let hasKeys: Bool
    /// Artifacts that the home itself does not have as they were recorded.
    package let damaged: [String]
    package let madeAt: Timestamp

    init(_ copy: Reader, withKeys: Bool, damaged: [String], at time: Timestamp) throws {
        identity = copy.identity
        counts = try copy.counts()
        root = copy.root(counts.entries)
        hasKeys = withKeys
        self.damaged = damaged
        madeAt = time
    }

    /// In words, for whoever finds the folder later.
    package var sentence: String {
        "\(counts.entries) entries of \(identity.origin) with prompts and paths, \(counts.runs) run\(counts.runs == 1 ? "" : "s"), "
            + "\(counts.artifacts) artifact\(counts.artifacts == 1 ? "" : "s") (\(counts.artifactBytes) bytes), settings and policies, "
            + (hasKeys ? "and the keys" : "without the keys")
    }

    var readme: String {
        """
        A backup of an exhibit home, made at \(madeAt).

        It holds \(sentence).
        Pictures that were delivered to other folders, run folders and the OpenClaw config are not in it.

        To check it:    exhibit audit verify --home THIS_FOLDER
        To restore it:  put this folder where the home was, or give it as --home.
        \(hasKeys
            ? "Whoever has this folder can sign in the ledger's name: keep it as you keep a key."
            : "To go on recording, the home's folder keys/ has to be put into it; reading needs none.")

        Entries that were made after the backup are not in it. Where they were signed and their heads are still known
        (~/.local/state/exhibit/heads), the audit says that this copy was rolled back, and that is true.

        """
    }
}
