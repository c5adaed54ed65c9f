import ExhibitRedaction
import Testing

struct PhrasesTests {
    static let prompt = "A \"red\" fox,\nunder a blue moon / 狐"

    @Test(arguments: Fixture.spellings(of: prompt).prefix(8).map(\.text))
    func `a prompt is found in whatever way it is escaped`(text: String) {
        let bytes = Array("before \(text) after".utf8)
        #expect(Phrases([Self.prompt]).ranges(in: bytes) == [7..<bytes.count - 6])
    }

    @Test func `what is near a prompt is not one`() {
        #expect(Phrases([Self.prompt]).ranges(in: Array(Self.prompt.dropLast().utf8)) == [])
        #expect(Phrases([]).ranges(in: Array(Self.prompt.utf8)) == [])
    }

    @Test func `a prompt is found at the seam of two windows`() {
        let filler = Array(repeating: UInt8(ascii: "\\"), count: 1)
        for offset in stride(from: 65_000, to: 66_000, by: 37) {
            let bytes =
                filler + Array(repeating: UInt8(ascii: "n"), count: offset)
                + Array(Fixture.json(Self.prompt, unicode: true).utf8)
            #expect(Phrases([Self.prompt]).ranges(in: bytes) == [offset + 1..<bytes.count])
        }
    }
}
