package import ExhibitCrypto
package import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// A reviewer's own signing key, a file that the reviewer keeps: ECDSA on P-256, PKCS#8 PEM.
package struct ReviewerKey: Sendable {
    let key: P256PrivateKey

    /// Hex SHA-256 of the public key's SubjectPublicKeyInfo.
    package var keyID: String { key.publicKey.keyID }

    private static let sizeLimit = 16_384

    /// Makes a key in a new file that only its owner may read.
    ///
    /// - Throws: `output.exists`, `reviewer_key.refused` for a place inside a home: whoever runs production must not find
    ///   the reviewer's key there.
    package static func make(at path: String) throws -> P256PublicKey {
        guard !RegularFile.exists(path) else {
            throw Report(.outputExists, "\(path) is there already; a key is never overwritten")
        }
        let folder = RegularFile.folder(of: path)
        try RegularFile.makeFolder(folder, mode: 0o700)
        if let home = home(above: RegularFile.realPath(folder) ?? folder) {
            throw Report(.reviewerKeyRefused, "\(path) is inside the home \(home)", hint: "choose an --out elsewhere")
        }
        let key = P256PrivateKey.generate()
        try RegularFile.write(Array(key.pem.utf8), toNew: path, mode: 0o600, durable: true)
        try RegularFile.syncFolder(of: path)
        return key.publicKey
    }

    /// The public half of what `path` holds: a private key, or a public one.
    package static func publicKey(at path: String) throws -> P256PublicKey {
        let pem = try text(at: path)
        guard let key = P256PrivateKey(pem: pem)?.publicKey ?? P256PublicKey(pem: pem) else { throw invalid(path) }
        return key
    }

    /// Reads the key that is to sign; a key of the ledger itself is refused.
    package init(path: String, for reader: Reader) throws {
        let pem = try Self.text(at: path)
        if let log = Ed25519PrivateKey(pem: pem), log.publicKey == reader.identity.vkey.publicKey {
            throw Report(.reviewerKeyRefused, "\(path) is the key that signs this ledger's checkpoints")
        }
        guard let key = P256PrivateKey(pem: pem) else { throw Self.invalid(path) }
        // A home that was only read so far may have none.
        if let own = try Keys.knownStatement(of: reader.home), own == key.publicKey {
            throw Report(.reviewerKeyRefused, "\(path) is the key that signs this ledger's statements")
        }
        self.key = key
    }

    private static func text(at path: String) throws -> String {
        guard RegularFile.exists(path) else { throw Report(.reviewerKeyInvalid, "there is no file \(path)") }
        return String(decoding: try RegularFile.read(path, limit: sizeLimit), as: UTF8.self)
    }

    private static func invalid(_ path: String) -> Report {
        Report(.reviewerKeyInvalid, "\(path) holds no unencrypted key of P-256 in PEM")
    }

    /// The nearest folder above that holds a ledger.
    private static func home(above folder: String) -> String? {
        var folder = folder
        while !folder.isEmpty {
            if RegularFile.exists(folder + "/ledger.sqlite") { return folder }
            guard folder != "/" else { return nil }
            folder = RegularFile.folder(of: folder)
        }
        return nil
    }
}
