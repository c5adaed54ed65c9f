import Testing

@testable import ExhibitModel

@Suite struct EmbeddedBase64Tests {
    static let first = "data:image/png;base64,AAECAwQ="
    static let second = "DATA:;charset=x;Base64,_-8"
    static let text = "![a](\(first)) <img src='\(second)'> data:text/plain,hello data:a b;base64,AAAA"

    @Test func `every data address with base64 has a place, in the order of the text`() {
        let found = EmbeddedBase64.dataURLs(in: Self.text)
        #expect(found.map(\.place) == ["data:0", "data:1"])
        #expect(
            found.map { Self.text[$0.start...].hasPrefix($0.place == "data:0" ? Self.first : Self.second) } == [
                true, true,
            ]
        )
        #expect(EmbeddedBase64.string(at: "data:0", in: Self.text) == Self.first)
        #expect(EmbeddedBase64.string(at: "data:1", in: Self.text) == Self.second)
    }

    @Test(arguments: ["data:2", "data:-1", "data:", "data:x", "", "/data/0"])
    func `other words are no place`(place: String) {
        #expect(EmbeddedBase64.string(at: place, in: Self.text) == nil)
    }

    @Test func `a header without an end is none`() {
        #expect(EmbeddedBase64.dataURLs(in: "data:" + String(repeating: "x", count: 300) + ";base64,AAAA").isEmpty)
        #expect(EmbeddedBase64.dataURLs(in: String(repeating: "data:", count: 50_000)).isEmpty)
        #expect(EmbeddedBase64.dataURLs(in: "data:image/png;base64,").isEmpty)
    }

    @Test func `a whole text may be a file`() {
        let file = String(repeating: "QUJD", count: 20)
        #expect(EmbeddedBase64.couldBeFile("\n\(file.prefix(40))\r\n\(file)\n"))
        #expect(EmbeddedBase64.string(at: "text", in: " \(file)\n") == file)
        for text in ["", " \n", "hello", String(file.prefix(31)), "two words " + file, file + "!"] {
            #expect(!EmbeddedBase64.couldBeFile(text), "\(text)")
        }
    }
}
