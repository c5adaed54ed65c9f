import ExhibitCrypto
package import ExhibitModel
package import ExhibitProof

/// One who signs a log's checkpoints, each only if it continues the one before (C2SP tlog-witness).
///
/// What was signed last is durable before a signature is given out, under a lock that other processes share.
package struct Witness: Sendable {
    package let key: NoteSigningKey
    private let folder: String
    private let logs: [VerifierKey]
    private let environment: Environment

    /// `folder` is made when it is not there; `logs` are the keys as the logs' owners gave them.
    ///
    /// - Throws: `witness.key_refused` when a log's key is the witness's own.
    package init(_ key: NoteSigningKey, folder: String, logs: [VerifierKey], _ environment: Environment) throws {
        guard !logs.contains(where: { $0.publicKey == key.key.publicKey }) else {
            throw Report(.witnessKeyRefused, "the witness's key is the log's own: it would vouch for itself")
        }
        try RegularFile.makeFolder(folder, mode: 0o700)
        self.key = key
        self.folder = folder
        self.logs = logs
        self.environment = environment
    }

    package var verifier: VerifierKey { key.verifier(.cosignature) }

    /// What was signed, and the line.
    package struct Signed: Sendable {
        package let checkpoint: Checkpoint
        package let line: NoteSignature
    }

    /// - Throws: `WitnessRefusal` when it must not be signed; a file fault when the state cannot be read or kept.
    package func sign(_ request: [UInt8]) throws -> Signed {
        let request = try WitnessRequest(parsing: request)
        let origin: String
        do throws(ProofError) {
            origin = try Checkpoint(parsing: request.note.text).origin
        } catch {
            throw WitnessRefusal.malformed(error.report.message)
        }
        // A name that nobody gave the key of gets no file.
        guard try knows(origin) else { throw WitnessRefusal.unknownLog(origin: origin) }
        let memory = WitnessMemory(folder: folder, origin: origin)
        return try memory.holding { try sign(request, memory, origin) }
    }

    private func knows(_ origin: String) throws -> Bool {
        if logs.contains(where: { $0.name == origin }) { return true }
        return try WitnessMemory(folder: folder, origin: origin).key() != nil
    }

    private func sign(_ request: WitnessRequest, _ memory: WitnessMemory, _ origin: String) throws -> Signed {
        let kept = try memory.key()
        let given = logs.first { $0.name == origin }
        if let kept, let given, kept != given {
            throw Report(
                .witnessKeyRefused,
                "this witness signs for another key of the log \(origin): \(kept.text)",
                hint: "ask the log's owner why its key changed; a new --state DIR begins anew"
            )
        }
        guard let log = kept ?? given, log.publicKey != key.key.publicKey else {
            throw Report(.witnessKeyRefused, "the witness's key is the log's own: it would vouch for itself")
        }
        let checkpoint = try request.checked(after: memory.head(), logs: [log])
        let line = NoteSignature.cosign(
            checkpoint.body,
            with: key,
            at: UInt64(max(1, environment.now().milliseconds / 1000))
        )
        let own = request.note.signatures.filter { $0.isMade(by: log, over: request.note.text) }
        // Only what was verified is kept: lines of strangers could crowd ours out.
        try memory.remember(SignedNote(checkpoint, signatures: own.prefix(1) + [line]), log)
        return Signed(checkpoint: checkpoint, line: line)
    }
}
