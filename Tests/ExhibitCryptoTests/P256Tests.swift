import ExhibitCrypto
import ExhibitModel
import Testing

struct P256Tests {
    /// RFC 6979, A.2.5: the key of P-256, as SubjectPublicKeyInfo.
    static let header = "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    static let known =
        header + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"

    static func key() throws -> P256PublicKey { try #require(P256PublicKey(spki: Hex.decode(known) ?? [])) }

    @Test(arguments: [
        (
            "sample",
            "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        ),
        (
            "test",
            "3045022100f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
                + "0220019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
        ),
    ])
    func `signatures of RFC 6979 are accepted for their message only`(message: String, signature: String) throws {
        let bytes = try #require(Hex.decode(signature))
        #expect(try Self.key().verify(bytes, Array(message.utf8)))
        #expect(try !Self.key().verify(bytes, Array((message + "s").utf8)))
    }

    @Test func `a signature with any flipped bit is refused, as is another message or key`() throws {
        let key = P256PrivateKey.generate()
        let message = Array("decision".utf8)
        let signature = key.sign(message)
        #expect(key.publicKey.verify(signature, message))
        for bit in 0..<(signature.count * 8) {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.publicKey.verify(changed, message))
        }
        for changed in [[], signature + [0], signature.dropLast(), [0] + signature] {
            #expect(!key.publicKey.verify(changed, message))
        }
        #expect(!key.publicKey.verify(signature, message + [0]))
        #expect(!P256PrivateKey.generate().publicKey.verify(signature, message))
    }

    @Test func `openssl reads our keys and accepts our signature`() throws {
        let openssl = try OpenSSLCommand()
        let key = P256PrivateKey.generate()
        #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        try openssl.write(Array(key.pem.utf8), "key.pem")
        #expect(openssl.succeeds("pkey -in key.pem -pubout -out theirs.pem"))
        #expect(try openssl.read("theirs.pem") == Array(key.publicKey.pem.utf8))
        #expect(openssl.succeeds("pkey -in key.pem -pubout -outform DER -out theirs.der"))
        #expect(try openssl.read("theirs.der") == key.publicKey.spki)
        #expect(openssl.succeeds("dgst -sha256 -r -out sum theirs.der"))
        #expect(try String(decoding: openssl.read("sum"), as: UTF8.self).hasPrefix(key.publicKey.keyID))

        try openssl.write(Array(key.publicKey.pem.utf8), "public.pem")
        try openssl.write(Array("message".utf8), "message")
        try openssl.write(key.sign(Array("message".utf8)), "signature")
        #expect(openssl.succeeds("dgst -sha256 -verify public.pem -signature signature message"))
        try openssl.write(Array("massage".utf8), "other")
        #expect(!openssl.succeeds("dgst -sha256 -verify public.pem -signature signature other"))
    }

    @Test(arguments: [
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
        "ecparam -name prime256v1 -genkey -noout -out key.pem",
    ])
    func `we read keys made by openssl and accept what they sign`(making: String) throws {
        let openssl = try OpenSSLCommand()
        #expect(openssl.succeeds(making))
        #expect(openssl.succeeds("pkey -in key.pem -pubout -out public.pem"))
        try openssl.write(Array("message".utf8), "message")
        #expect(openssl.succeeds("dgst -sha256 -sign key.pem -out signature message"))
        let key = try #require(P256PrivateKey(pem: String(decoding: try openssl.read("key.pem"), as: UTF8.self)))
        let publicKey = try #require(
            P256PublicKey(pem: String(decoding: try openssl.read("public.pem"), as: UTF8.self))
        )
        #expect(key.publicKey == publicKey)
        #expect(publicKey.verify(try openssl.read("signature"), Array("message".utf8)))
        #expect(try #require(P256PrivateKey(pem: key.pem)).publicKey == publicKey)
    }

    @Test(arguments: [
        "genpkey -algorithm ed25519 -out key.pem",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-384 -out key.pem",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:secp256k1 -out key.pem",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out key.pem",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:word -out key.pem",
        "genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:1024 -out key.pem",
    ])
    func `keys of other kinds and encrypted ones are refused without asking anybody`(making: String) throws {
        let openssl = try OpenSSLCommand()
        #expect(openssl.succeeds(making))
        #expect(P256PrivateKey(pem: String(decoding: try openssl.read("key.pem"), as: UTF8.self)) == nil)
        guard openssl.succeeds("pkey -in key.pem -pubout -out public.pem") else { return }
        #expect(P256PublicKey(pem: String(decoding: try openssl.read("public.pem"), as: UTF8.self)) == nil)
    }

    @Test func `a public key has one spelling, and its point is on the curve`() throws {
        let bytes = try #require(Hex.decode(Self.known))
        #expect(P256PublicKey(spki: bytes)?.spki == bytes)
        #expect(P256PublicKey(spki: bytes + [0]) == nil)
        #expect(P256PublicKey(spki: Array(bytes.dropLast())) == nil)
        #expect(P256PublicKey(spki: []) == nil)
        var off = bytes
        off[90] ^= 1
        #expect(P256PublicKey(spki: off) == nil)
    }

    @Test(arguments: ["", "\n", "key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `texts that hold no key are refused`(text: String) {
        #expect(P256PrivateKey(pem: text) == nil)
        #expect(P256PublicKey(pem: text) == nil)
    }

    @Test func `a public key is no private key, and the other way round`() {
        let key = P256PrivateKey.generate()
        #expect(P256PrivateKey(pem: key.publicKey.pem) == nil)
        #expect(P256PublicKey(pem: key.pem) == nil)
        #expect(P256PublicKey(pem: key.publicKey.pem) == key.publicKey)
    }

    @Test func `generated keys differ`() {
        #expect(Set((0..<8).map { _ in P256PrivateKey.generate().publicKey.keyID }).count == 8)
    }
}
