import Testing

@testable import ExhibitPicture

struct TerminalProtocolTests {
    @Test(
        arguments: [
            (["TERM": "xterm-kitty"], .kitty),
            (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"], .kitty),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"], .kitty),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "COLORTERM": "truecolor"], .iTerm2),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .iTerm2),
            (["TERM": "foot"], .sixel),
            (["TERM": "foot-extra"], .sixel),
            (["TERM": "mlterm"], .sixel),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .halfBlocks(.trueColour)),
            (["TERM": "xterm-direct"], .halfBlocks(.trueColour)),
            (["TERM": "xterm-256color"], .halfBlocks(.palette256)),
            (["TERM": "xterm-256color", "COLORTERM": "yes"], .halfBlocks(.palette256)),
            (["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"], .halfBlocks(.palette256)),
            (["TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"], .halfBlocks(.palette256)),
            (["TERM": "screen", "TERM_PROGRAM": "iTerm.app"], .halfBlocks(.palette256)),
            (["TERM": "xterm-kitty", "NO_COLOR": "1"], nil),
            (["TERM": "xterm-kitty", "NO_COLOR": ""], .kitty),
            (["TERM": "dumb", "COLORTERM": "truecolor"], nil),
            (["TERM": ""], nil),
            ([:], nil),
        ] as [([String: String], TerminalProtocol?)]
    )
    func `the environment says how`(variables: [String: String], expected: TerminalProtocol?) {
        #expect(TerminalProtocol.detect(variables) == expected)
    }

    @Test(arguments: [
        (Colour(0, 0, 0), 16), (.white, 231), (Colour(255, 0, 0), 196), (Colour(95, 135, 175), 67),
        (Colour(8, 8, 8), 232), (Colour(238, 238, 238), 255), (Colour(118, 118, 118), 243),
    ])
    func `a colour has the number of the nearest of 256`(colour: Colour, number: Int) {
        #expect(TerminalColours.nearest(to: colour) == number)
    }

    @Test func `no other of the 240 colours is nearer`() {
        let all = (16...255).map(Self.colour)
        let noise = Pictures.noise(40, 40)
        for index in 0..<1600 {
            let colour = noise[index % 40, index / 40]
            let own = Self.colour(TerminalColours.nearest(to: colour))
            #expect(Self.distance(own, colour) == all.map { Self.distance($0, colour) }.min())
        }
    }

    /// As xterm lays out its 256 colours.
    private static func colour(_ number: Int) -> Colour {
        guard number < 232 else {
            let grey = UInt8(8 + (number - 232) * 10)
            return Colour(grey, grey, grey)
        }
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        let place = number - 16
        return Colour(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }

    private static func distance(_ one: Colour, _ other: Colour) -> Int {
        let parts = [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)]
        return parts.map { (Int($0) - Int($1)) * (Int($0) - Int($1)) }.reduce(0, +)
    }
}
