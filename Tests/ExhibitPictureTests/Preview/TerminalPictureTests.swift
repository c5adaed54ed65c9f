import ExhibitModel
import Testing

@testable import ExhibitPicture

struct TerminalPictureTests {
    private let picture = Pictures.drawn(120, 60) { x, y in
        Colour(UInt8(x * 2), UInt8(y * 4), 90, alpha: x < 20 ? 0 : 255)
    }

    private func draw(_ kind: TerminalProtocol, columns: Int = 200) -> String {
        TerminalPicture.draw(picture, protocol: kind, columns: columns)
    }

    /// What stands between `\u{1B}_G` and `\u{1B}\` of each command.
    private func kittyCommands(_ text: String) throws -> [(keys: [Substring], payload: Substring)] {
        #expect(text.hasSuffix("\u{1B}\\\n"))
        return try text.dropLast(3).split(separator: "\u{1B}\\").map { command in
            try #require(command.hasPrefix("\u{1B}_G"))
            let parts = command.dropFirst(3).split(separator: ";", maxSplits: 1)
            return (parts[0].split(separator: ","), try #require(parts.last))
        }
    }

    @Test func `kitty gets the PNG in pieces of 4096 characters, the last one marked`() throws {
        let noise = Pictures.noise(120, 60)
        let text = TerminalPicture.draw(noise, protocol: .kitty, columns: 200)
        let commands = try kittyCommands(text)
        #expect(commands.count > 3)
        #expect(commands[0].keys == ["a=T", "f=100", "c=12", "q=2", "m=1"])
        #expect(commands.dropFirst().dropLast().allSatisfy { $0.keys == ["m=1"] && $0.payload.count == 4096 })
        #expect(commands.last?.keys == ["m=0"])
        let png = try #require(Base64.decode(commands.map { String($0.payload) }.joined()))
        #expect(try PictureReader.read(png).pixels == noise)
    }

    @Test func `a small payload is one command`() throws {
        let small = PixelBuffer(width: 10, height: 10, .white)
        let commands = try kittyCommands(TerminalPicture.draw(small, protocol: .kitty, columns: 80))
        #expect(commands.map(\.keys) == [["a=T", "f=100", "c=1", "q=2", "m=0"]])
    }

    @Test func `iTerm2 gets the PNG in one sequence with its size`() throws {
        let text = draw(.iTerm2)
        try #require(text.hasPrefix("\u{1B}]1337;File=") && text.hasSuffix("\u{07}\n"))
        let parts = text.dropFirst(12).dropLast(2).split(separator: ":")
        let payload = try #require(parts.last)
        let png = try #require(Base64.decode(payload))
        #expect(parts.first == "inline=1;size=\(png.count);width=12;preserveAspectRatio=1")
        #expect(try PictureReader.read(png).pixels == picture)
    }

    @Test func `a wide picture is made as narrow as the columns, never wider`() throws {
        let commands = try kittyCommands(draw(.kitty, columns: 5))
        let png = try #require(Base64.decode(commands.map { String($0.payload) }.joined()))
        #expect(try PictureReader.read(png).pixels.size == PixelSize(width: 50, height: 25))
        #expect(commands[0].keys.contains("c=5"))
        #expect(draw(.halfBlocks(.trueColour), columns: 30).split(separator: "\n").count == 8)
    }
}

struct HalfBlocksTests {
    private let red = Colour(255, 0, 0)
    private let blue = Colour(0, 0, 255)

    @Test func `two pixels share a cell, and a style is said once`() {
        let picture = Pictures.drawn(3, 2) { _, y in y == 0 ? red : blue }
        let text = TerminalPicture.draw(picture, protocol: .halfBlocks(.trueColour), columns: 80)
        #expect(text == "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀▀▀\u{1B}[0m\n")
        let few = TerminalPicture.draw(picture, protocol: .halfBlocks(.palette256), columns: 80)
        #expect(few == "\u{1B}[38;5;196;48;5;21m▀▀▀\u{1B}[0m\n")
    }

    @Test func `what is transparent shows the terminal's background`() {
        var picture = PixelBuffer(width: 4, height: 2)
        picture.fill(x: 0, y: 0, width: 1, height: 1, red)
        picture.fill(x: 1, y: 1, width: 1, height: 1, blue)
        let text = TerminalPicture.draw(picture, protocol: .halfBlocks(.trueColour), columns: 80)
        #expect(text == "\u{1B}[0;38;2;255;0;0m▀\u{1B}[0;38;2;0;0;255m▄\u{1B}[0m  \n")
    }

    @Test func `an odd last row has nothing below`() {
        let picture = PixelBuffer(width: 1, height: 3, red)
        let lines = TerminalPicture.draw(picture, protocol: .halfBlocks(.trueColour), columns: 80).split(
            separator: "\n"
        )
        #expect(lines.count == 2 && lines.last == "\u{1B}[0;38;2;255;0;0m▀\u{1B}[0m")
    }
}
