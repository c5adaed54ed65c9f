import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
package import ExhibitProof
package import ExhibitRecord

/// Who a ledger is: its id, its origin, and the key that signs its checkpoints, from `ledger.init`.
package struct Identity: Sendable, Hashable {
    package let ledger: String
    /// `exhibit.invalid/<name>-<ledger ULID>`, also the name of the key.
    package let origin: String
    package let vkey: VerifierKey

    /// Nil when `entry` is not a `ledger.init`.
    package init?(_ entry: Entry) {
        guard entry.type == .ledgerInit, let origin = entry.body["origin"]?.string,
            let ledger = entry.body["ledger"]?.string,
            let vkey = entry.body["vkey"]?.string.flatMap({ VerifierKey($0) })
        else { return nil }
        self.ledger = ledger
        self.origin = origin
        self.vkey = vkey
    }

    /// The readable part of the origin.
    package var name: String {
        let last = origin.split(separator: "/").last ?? ""
        return String(last.dropLast(27))
    }

    /// Writes the first entry of a new ledger.
    static func found(
        _ db: SQLiteConnection,
        _ home: Home,
        name: String,
        _ keys: Keys,
        _ environment: Environment
    ) throws {
        let ledger = environment.makeID().description
        let origin = "exhibit.invalid/\(name)-\(ledger)"
        let vkey = VerifierKey(name: origin, publicKey: keys.publicKey)
        let draft = EntryDraft(
            .ledgerInit,
            [
                "ledger": .string(ledger), "origin": .string(origin), "vkey": .string(vkey.text),
                "tool": .string("\(Tool.name) \(Tool.version)"), "format": .number(.init(EntryType.format)),
                "executable_sha256": .string(executableDigest()),
            ]
        )
        let writer = Writer(home: home, db: db)
        try writer.appendFirst(draft, at: environment.now())
    }

    private static func executableDigest() -> String {
        // Not every system has /proc.
        guard let bytes = try? RegularFile.read("/proc/self/exe") else { return "unknown" }
        return SHA256.hash(bytes).hex
    }
}
