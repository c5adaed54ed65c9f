import Testing

@testable import ExhibitModel

@Suite struct TextFormsTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 follows the vectors of RFC 4648`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: 0..<200)
    func `base64 of any length comes back`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm8", "Zm9v\n", " Zm9v", "Zm9v====", "Zg==Zg==", "Z=g=",
        "Zm9-", "Zm9_", "é===",
    ])
    func `base64 that an encoder would not write is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `hex is lower case and whole`() {
        #expect(Hex.encode([0, 15, 255]) == "000fff")
        #expect(Hex.decode("000fff") == [0, 15, 255])
        for text in ["0", "0F", "0g", "０0", " 00"] { #expect(Hex.decode(text) == nil) }
        #expect(Digest(hex: String(repeating: "a", count: 64))?.bytes.count == 32)
        #expect(Digest(hex: String(repeating: "a", count: 62)) == nil)
        #expect(Digest(hex: String(repeating: "A", count: 64)) == nil)
    }

    @Test func `a secret has no text but for who asks by name`() {
        let secret = Secret("sk-live-1234567890")
        let holder = ["key": secret]
        var dumped = ""
        dump(holder, to: &dumped)
        for text in ["\(secret)", "\(holder)", String(reflecting: secret), String(describing: holder), dumped] {
            #expect(!text.contains("1234567890"), "\(text)")
        }
        #expect(secret.reveal { $0 } == "sk-live-1234567890")
    }

    @Test func `billing is ordered from nothing to paid`() {
        #expect(Billed.allCases.sorted() == [.no, .maybe, .yes])
    }
}
