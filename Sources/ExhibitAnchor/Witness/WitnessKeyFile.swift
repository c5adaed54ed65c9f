import ExhibitCrypto
package import ExhibitLedger
import ExhibitModel
package import ExhibitProof

/// The file that holds a witness's private key, in the form that Go's sumdb/note and its witnesses read.
package enum WitnessKeyFile {
    /// Makes a key; the file is the caller's own to read, and outside every home.
    ///
    /// - Throws: `output.exists` for a file that is there, `witness.key_refused` for a place inside `home`.
    package static func make(_ path: String, name: String, home: Home) throws -> NoteSigningKey {
        guard let key = NoteSigningKey(name: name, key: Ed25519PrivateKey.generate()) else {
            throw Report(
                .usageInvalid,
                "a witness's name has no white space and no plus sign",
                hint: "such as --name reviewer.example/w1"
            )
        }
        guard !isInside(path, home.path) else {
            throw Report(.witnessKeyRefused, "\(path) is in the home that the witness is to watch")
        }
        guard !RegularFile.exists(path) else { throw Report(.outputExists, "\(path) is there already") }
        try RegularFile.makeFolder(RegularFile.folder(of: path), mode: 0o700)
        try RegularFile.write(Array((key.text + "\n").utf8), toNew: path, mode: 0o600, durable: true)
        try RegularFile.syncFolder(of: path)
        return key
    }

    /// - Throws: `witness.key_refused` for what is no such key, such as a ledger's own, or is readable by others.
    package static func read(_ path: String) throws -> NoteSigningKey {
        let (bytes, facts) = try RegularFile.readWithFacts(path, limit: 4096)
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.last == "\n", let key = NoteSigningKey(String(text.dropLast())) else {
            throw Report(.witnessKeyRefused, "\(path) is not a witness's key")
        }
        guard facts.mode & 0o077 == 0 else {
            throw Report(.witnessKeyRefused, "\(path) can be read by others", hint: "chmod 600 \(path)")
        }
        return key
    }

    /// Names only: a link that leads into the home is a home of its owner's making.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
