import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// What a witness keeps of one log: its key, and the last checkpoint that the witness signed.
///
/// Two files by the hash of the log's origin: `<sha256>.vkey`, and `<sha256>.checkpoint`, which is a note with the
/// witness's own line and can be given to `audit verify --against` as it is.
struct WitnessMemory {
    private let base: String
    private let origin: String

    init(folder: String, origin: String) {
        base = "\(folder)/\(SHA256.hash(Array(origin.utf8)).hex)"
        self.origin = origin
    }

    private var keyFile: String { base + ".vkey" }
    private var checkpointFile: String { base + ".checkpoint" }

    /// Runs `body` while no other process or thread uses this log's files.
    func holding<T>(_ body: () throws -> T) throws -> T {
        try FileLock.holding(base + ".lock", seconds: 30, body)
    }

    /// The log's key; nil for one that was never signed for.
    func key() throws -> VerifierKey? {
        guard RegularFile.exists(keyFile) else { return nil }
        let text = String(decoding: try RegularFile.read(keyFile, limit: 4096), as: UTF8.self)
        guard text.last == "\n", let key = VerifierKey(String(text.dropLast())), key.name == origin else {
            throw broken(keyFile)
        }
        return key
    }

    /// The last head that was signed; nil for a log that was never signed for.
    ///
    /// - Throws: when the file is not what was written, or is gone while the key is here: that must not look like a first
    ///   visit.
    func head() throws -> WitnessedHead? {
        guard RegularFile.exists(checkpointFile) else {
            if RegularFile.exists(keyFile) { throw broken(checkpointFile) }
            return nil
        }
        let bytes = try RegularFile.read(checkpointFile, limit: WitnessRequest.sizeLimit)
        do throws(ProofError) {
            let checkpoint = try Checkpoint(parsing: SignedNote(parsing: bytes).text)
            guard checkpoint.origin == origin else { throw ProofError.malformedCheckpoint("another log's") }
            return WitnessedHead(size: checkpoint.size, root: checkpoint.root)
        } catch {
            throw broken(checkpointFile)
        }
    }

    /// Makes durable what is about to be signed.
    func remember(_ note: SignedNote, _ key: VerifierKey) throws {
        // The head first: a key without one is taken for a state that was lost.
        try RegularFile.replace(checkpointFile, with: note.bytes, mode: 0o600, durable: true)
        guard !RegularFile.exists(keyFile) else { return }
        try RegularFile.replace(keyFile, with: Array((key.text + "\n").utf8), mode: 0o600, durable: true)
    }

    private func broken(_ path: String) -> Report {
        Report(
            .fileFailed,
            "\(path) is not what the witness wrote; nothing is signed",
            hint: "restore the witness's state from its backup: an older one lets a log roll back unseen"
        )
    }
}
