import ExhibitCrypto
import ExhibitModel
import Testing

struct Ed25519Tests {
    struct Example: Sendable {
        let seed: String
        let publicKey: String
        let message: String
        let signature: String
    }

    static let examples = [
        Example(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        Example(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        Example(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ]

    @Test(arguments: examples)
    func `keys and signatures are those of RFC 8032`(example: Example) throws {
        let key = try #require(Ed25519PrivateKey(seed: Hex.decode(example.seed) ?? []))
        let message = try #require(Hex.decode(example.message))
        #expect(Hex.encode(key.publicKey) == example.publicKey)
        #expect(Hex.encode(key.sign(message)) == example.signature)
        #expect(Ed25519.verify(key.sign(message), message, publicKey: key.publicKey))
    }

    @Test func `a signature with any flipped bit is refused, as is another message or key`() throws {
        let key = try #require(Ed25519PrivateKey(seed: Array(0..<32)))
        let message = Array("checkpoint".utf8)
        let signature = key.sign(message)
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!Ed25519.verify(changed, message, publicKey: key.publicKey))
        }
        #expect(!Ed25519.verify(signature, message + [0], publicKey: key.publicKey))
        #expect(!Ed25519.verify(signature, message, publicKey: Ed25519PrivateKey.generate().publicKey))
    }

    @Test(arguments: [0, 31, 33, 64])
    func `what has not 32 bytes is no seed and no public key`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(Ed25519PrivateKey(seed: bytes) == nil)
        #expect(!Ed25519.verify([UInt8](repeating: 0, count: 64), [], publicKey: bytes))
    }

    @Test(arguments: [0, 32, 63, 65])
    func `what has not 64 bytes is no signature`(count: Int) {
        let key = Ed25519PrivateKey.generate()
        #expect(!Ed25519.verify(Array((key.sign([]) + [0]).prefix(count)), [], publicKey: key.publicKey))
    }

    @Test func `generated keys differ`() {
        #expect(Set((0..<8).map { _ in Ed25519PrivateKey.generate().seed }).count == 8)
    }
}
