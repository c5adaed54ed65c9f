import ExhibitCrypto
import ExhibitModel
import Testing

struct PrivateKeyPEMTests {
    @Test func `a key survives being written and read`() throws {
        let key = try #require(Ed25519PrivateKey(seed: Array(0..<32)))
        #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(key.pem.hasSuffix("-----END PRIVATE KEY-----\n"))
        #expect(try #require(Ed25519PrivateKey(pem: key.pem)).seed == Array(0..<32))
    }

    @Test func `openssl reads our key, finds our public key, and accepts our signature`() throws {
        let openssl = try OpenSSLCommand()
        let key = Ed25519PrivateKey.generate()
        try openssl.write(Array(key.pem.utf8), "key.pem")
        #expect(openssl.succeeds("pkey -in key.pem -pubout -out theirs.pem"))
        #expect(try openssl.read("theirs.pem") == Array(Ed25519.publicKeyPEM(key.publicKey).utf8))

        try openssl.write(Array(Ed25519.publicKeyPEM(key.publicKey).utf8), "public.pem")
        try openssl.write(Array("message".utf8), "message")
        try openssl.write(key.sign(Array("message".utf8)), "signature")
        let verify = "pkeyutl -verify -pubin -inkey public.pem -rawin -sigfile signature -in"
        #expect(openssl.succeeds("\(verify) message"))
        try openssl.write(Array("massage".utf8), "other")
        #expect(!openssl.succeeds("\(verify) other"))
    }

    @Test func `a key made by openssl signs as openssl does`() throws {
        let openssl = try OpenSSLCommand()
        #expect(openssl.succeeds("genpkey -algorithm ed25519 -out key.pem"))
        try openssl.write(Array("message".utf8), "message")
        #expect(openssl.succeeds("pkeyutl -sign -inkey key.pem -rawin -in message -out signature"))
        let pem = String(decoding: try openssl.read("key.pem"), as: UTF8.self)
        let key = try #require(Ed25519PrivateKey(pem: pem))
        #expect(key.pem == pem)
        #expect(key.sign(Array("message".utf8)) == (try openssl.read("signature")))
    }

    @Test(arguments: [
        "genpkey -algorithm ed448 -out key.pem",
        "genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
        "genpkey -algorithm ed25519 -aes256 -pass pass:word -out key.pem",
    ])
    func `keys of other kinds and encrypted ones are refused without asking anybody`(making: String) throws {
        let openssl = try OpenSSLCommand()
        #expect(openssl.succeeds(making))
        #expect(Ed25519PrivateKey(pem: String(decoding: try openssl.read("key.pem"), as: UTF8.self)) == nil)
    }

    @Test(arguments: ["", "\n", "key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `texts that hold no key are refused`(text: String) {
        #expect(Ed25519PrivateKey(pem: text) == nil)
    }

    @Test func `a public key is no private key`() {
        #expect(Ed25519PrivateKey(pem: Ed25519.publicKeyPEM(Ed25519PrivateKey.generate().publicKey)) == nil)
    }
}
