import Testing

@testable import ExhibitPicture

struct ColourTextTests {
    @Test(arguments: [
        ("#fff", Colour.white, "#ffffff"),
        ("#1A2b3C", Colour(0x1A, 0x2B, 0x3C), "#1a2b3c"),
        ("#00000000", .clear, "#00000000"),
        ("#FF800080", Colour(255, 128, 0, alpha: 128), "#ff800080"),
        ("#123456ff", Colour(0x12, 0x34, 0x56), "#123456"),
    ])
    func `a colour is read in three spellings and written in one`(text: String, colour: Colour, spelling: String) {
        #expect(Colour(text) == colour)
        #expect(colour.text == spelling)
        #expect(Colour(spelling) == colour)
    }

    @Test(arguments: [
        "", "#", "fff", "#ff", "#ffff", "#fffff", "#fffffff", "#fffffffff", "#ggg", "##ff00f", "red", "#12 456",
    ])
    func `anything else is no colour`(text: String) {
        #expect(Colour(text) == nil)
    }
}
