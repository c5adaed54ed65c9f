import ExhibitCrypto
import ExhibitModel

/// The home's own keys, made on first use: 0600 in a folder of 0700.
package struct Keys: Sendable {
    let log: Ed25519PrivateKey
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
            tag: SystemRandom.bytes(32),
            redaction: SystemRandom.bytes(32),
            seal: SystemRandom.bytes(32)
        )
        do throws(FileFault) {
            try RegularFile.replace(
                home.keys + "/log-ed25519.pem",
                with: Array(keys.log.pem.utf8),
                mode: 0o600,
                durable: true
            )
            try RegularFile.replace(home.keys + "/tag.key", with: keys.tag, mode: 0o600, durable: true)
            try RegularFile.replace(home.keys + "/redaction.key", with: keys.redaction, mode: 0o600, durable: true)
            try RegularFile.replace(home.keys + "/seal.key", with: keys.seal, mode: 0o600, durable: true)
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
            tag: try key("tag.key", home),
            redaction: try key("redaction.key", home),
            seal: try key("seal.key", home)
        )
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
