import ExhibitCrypto
import ExhibitModel
import Testing

/// Test cases 13 to 16 of the GCM submission to NIST are those with 256-bit keys and 96-bit nonces.
struct AESGCMTests {
    struct Example: Sendable {
        let key: String
        let nonce: String
        let plain: String
        let aad: String
        let box: String
    }

    static let zeroKey = String(repeating: "0", count: 64)
    static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    static let nonce = "cafebabefacedbaddecaf888"
    static let plain =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    static let cipher =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"

    static let examples = [
        Example(
            key: zeroKey,
            nonce: String(repeating: "0", count: 24),
            plain: "",
            aad: "",
            box: "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        Example(
            key: zeroKey,
            nonce: String(repeating: "0", count: 24),
            plain: String(repeating: "0", count: 32),
            aad: "",
            box: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        Example(
            key: key,
            nonce: nonce,
            plain: plain + "1aafd255",
            aad: "",
            box: cipher + "898015ad" + "b094dac5d93471bdec1a502270e3cc6c"
        ),
        Example(
            key: key,
            nonce: nonce,
            plain: plain,
            aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            box: cipher + "76fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    @Test(arguments: examples)
    func `sealing and opening follow NIST's examples`(example: Example) throws {
        let key = try #require(Hex.decode(example.key))
        let nonce = try #require(Hex.decode(example.nonce))
        let plain = try #require(Hex.decode(example.plain))
        let aad = try #require(Hex.decode(example.aad))
        let box = AESGCM.seal(plain, key: key, nonce: nonce, aad: aad)
        #expect(Hex.encode(box) == example.box)
        #expect(AESGCM.open(box, key: key, nonce: nonce, aad: aad) == plain)
    }

    @Test func `any flipped bit of box, key, nonce or additional data keeps the box shut`() {
        let box = AESGCM.seal(
            Array("?sig=abc".utf8),
            key: [UInt8](repeating: 7, count: 32),
            nonce: Array(0..<12),
            aad: [1, 2]
        )
        let parts: [[UInt8]] = [box, [UInt8](repeating: 7, count: 32), Array(0..<12), [1, 2]]
        #expect(AESGCM.open(parts[0], key: parts[1], nonce: parts[2], aad: parts[3]) == Array("?sig=abc".utf8))
        for part in parts.indices {
            for bit in 0..<parts[part].count * 8 {
                var changed = parts
                changed[part][bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(AESGCM.open(changed[0], key: changed[1], nonce: changed[2], aad: changed[3]) == nil)
            }
        }
    }

    @Test(arguments: [0, 1, 15])
    func `a box shorter than a tag is refused`(count: Int) {
        let box = [UInt8](repeating: 0, count: count)
        #expect(AESGCM.open(box, key: [UInt8](repeating: 0, count: 32), nonce: Array(0..<12)) == nil)
    }

    @Test func `a key of another length is our bug`() async {
        await #expect(processExitsWith: .failure) {
            _ = AESGCM.seal([1], key: [1, 2, 3], nonce: Array(0..<12))
        }
    }
}
