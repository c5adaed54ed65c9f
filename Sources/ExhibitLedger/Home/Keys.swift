package import ExhibitCrypto
import ExhibitModel

/// The home's own keys, made on first use: 0600 in a folder of 0700.
package struct Keys: Sendable {
    let log: Ed25519PrivateKey
    /// Signs statements, never checkpoints; nil in a home that no exhibit with such a key has written to yet.
    package let statement: P256PrivateKey?
    /// For `request_tag`: equality of requests without their text.
    let tag: [UInt8]
    /// For the tags of redactions.
    package let redaction: [UInt8]
    /// For capabilities that a resumed run needs: signed URLs.
    package let seal: [UInt8]

    package var publicKey: [UInt8] { log.publicKey }

    /// HMAC-SHA256 over the canonical intent: equal requests have equal tags.
    package func requestTag(_ canonicalIntent: [UInt8]) -> String {
        Hex.encode(HMACSHA256.tag(key: tag, canonicalIntent))
    }

    static func make(in home: Home) throws(LedgerError) -> Keys {
        let keys = Keys(
            log: Ed25519PrivateKey.generate(),
            statement: P256PrivateKey.generate(),
            tag: SystemRandom.bytes(32),
            redaction: SystemRandom.bytes(32),
            seal: SystemRandom.bytes(32)
        )
        do throws(FileFault) {
            try write(Array(keys.log.pem.utf8), "log-ed25519.pem", home)
            if let statement = keys.statement { try write(Array(statement.pem.utf8), statementName, home) }
            try write(keys.tag, "tag.key", home)
            try write(keys.redaction, "redaction.key", home)
            try write(keys.seal, "seal.key", home)
        } catch {
            throw .file(error)
        }
        return keys
    }

    static func load(from home: Home) throws(LedgerError) -> Keys {
        let pem = try read("log-ed25519.pem", home, 16_384)
        guard let log = Ed25519PrivateKey(pem: String(decoding: pem, as: UTF8.self)) else {
            throw .keysMissing(home.keys + "/log-ed25519.pem")
        }
        return Keys(
            log: log,
            statement: try loadStatement(from: home),
            tag: try key("tag.key", home),
            redaction: try key("redaction.key", home),
            seal: try key("seal.key", home)
        )
    }

    /// The same with the key for statements, made now for a home that an older exhibit has made.
    func completed(in home: Home, lockSeconds: Int) throws -> Keys {
        guard statement == nil else { return self }
        let made = try Self.statement(of: home, lockSeconds: lockSeconds)
        return Keys(log: log, statement: made, tag: tag, redaction: redaction, seal: seal)
    }

    /// The home's key for statements, made on first use.
    ///
    /// - Throws: ``LedgerError``, when the file is there but no key, or the home cannot be written.
    package static func statement(of home: Home, lockSeconds: Int = Writer.lockSeconds) throws -> P256PrivateKey {
        if let key = try loadStatement(from: home) { return key }
        return try FileLock.holding(home.lock, seconds: lockSeconds) {
            // Another process may have made it while we waited.
            if let key = try loadStatement(from: home) { return key }
            let key = P256PrivateKey.generate()
            do throws(FileFault) {
                try write(Array(key.pem.utf8), statementName, home)
            } catch {
                throw LedgerError.file(error)
            }
            return key
        }
    }

    /// The public half of the key for statements; nil in a home that has none yet.
    package static func knownStatement(of home: Home) throws(LedgerError) -> P256PublicKey? {
        try loadStatement(from: home)?.publicKey
    }

    private static let statementName = "statement-p256.pem"

    private static func loadStatement(from home: Home) throws(LedgerError) -> P256PrivateKey? {
        guard RegularFile.exists("\(home.keys)/\(statementName)") else { return nil }
        let pem = try read(statementName, home, 16_384)
        guard let key = P256PrivateKey(pem: String(decoding: pem, as: UTF8.self)) else {
            throw .keysMissing("\(home.keys)/\(statementName)")
        }
        return key
    }

    private static func write(_ bytes: [UInt8], _ name: String, _ home: Home) throws(FileFault) {
        try RegularFile.replace("\(home.keys)/\(name)", with: bytes, mode: 0o600, durable: true)
    }

    private static func key(_ name: String, _ home: Home) throws(LedgerError) -> [UInt8] {
        let bytes = try read(name, home, 64)
        guard bytes.count == 32 else { throw .keysMissing("\(home.keys)/\(name)") }
        return bytes
    }

    private static func read(_ name: String, _ home: Home, _ limit: Int) throws(LedgerError) -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read("\(home.keys)/\(name)", limit: limit)
        } catch {
            throw .keysMissing(error.path)
        }
    }
}
