import ExhibitModel
import Testing

@testable import ExhibitPicture

/// A small terminal for sixels: what a VT340 would have on its screen.
private struct SixelScreen {
    var pixels: [SIMD2<Int>: Colour] = [:]
    private(set) var colours: [Int: Colour] = [:]
    private(set) var size = PixelSize(width: 1, height: 1)
    private var rest: [UInt8]

    init(_ text: String) throws {
        rest = Array(text.utf8.reversed())
        try #require(text.hasPrefix("\u{1B}P0;1;0q\"1;1;"))
        rest.removeLast(13)
        let width = number()
        rest.removeLast()
        size = PixelSize(width: width, height: number())
        try draw()
    }

    private mutating func number() -> Int {
        var value = 0
        while let digit = rest.last, (48...57).contains(digit) {
            value = value * 10 + Int(digit - 48)
            rest.removeLast()
        }
        return value
    }

    private mutating func numbers() -> [Int] {
        var all = [number()]
        while rest.last == UInt8(ascii: ";") {
            rest.removeLast()
            all.append(number())
        }
        return all
    }

    private mutating func draw() throws {
        var (x, y, current) = (0, 0, 0)
        while let byte = rest.popLast() {
            switch byte {
            case UInt8(ascii: "#"):
                let values = numbers()
                current = values[0]
                guard values.count == 5 else { continue }
                try #require(values[1] == 2)
                let levels = values[2...].map { UInt8(($0 * 255 + 50) / 100) }
                colours[current] = Colour(levels[0], levels[1], levels[2])
            case UInt8(ascii: "!"):
                let count = number()
                guard let sixel = rest.popLast() else { return }
                paint(sixel, x..<(x + count), y, current)
                x += count
            case UInt8(ascii: "$"): x = 0
            case UInt8(ascii: "-"): (x, y) = (0, y + 6)
            case 0x1B:
                #expect(Array(rest.reversed()) == Array("\\\n".utf8))
                return
            default:
                paint(byte, x..<(x + 1), y, current)
                x += 1
            }
        }
        Issue.record("the sequence does not end")
    }

    private mutating func paint(_ sixel: UInt8, _ columns: Range<Int>, _ y: Int, _ colour: Int) {
        for x in columns {
            for row in 0..<6 where (sixel - 63) >> row & 1 == 1 {
                #expect(pixels[SIMD2(x, y + row)] == nil)
                pixels[SIMD2(x, y + row)] = colours[colour]
            }
        }
    }
}

struct SixelsTests {
    private func screen(_ picture: PixelBuffer) throws -> SixelScreen {
        try SixelScreen(TerminalPicture.draw(picture, protocol: .sixel, columns: 200))
    }

    /// Percents of the protocol are up to a level and a half from levels.
    private func difference(_ one: Colour, _ other: Colour) -> Int {
        [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)].map { abs(Int($0) - Int($1)) }.max()
            ?? 0
    }

    @Test(arguments: [1, 5, 6, 7, 24])
    func `few colours come out as they are, and each pixel once`(height: Int) throws {
        let colours = [Colour(200, 10, 30), Colour(0, 90, 255), Colour(255, 255, 255), Colour(0, 0, 0), .clear]
        let noise = Pictures.noise(50, height)
        let picture = Pictures.drawn(50, height) { x, y in
            y % 3 == 0 ? colours[x / 12] : colours[Int(noise[x, y].red) % 5]
        }
        let screen = try screen(picture)
        #expect(screen.size == picture.size)
        for y in 0..<height {
            for x in 0..<50 {
                let drawn = screen.pixels[SIMD2(x, y)]
                guard picture[x, y].alpha > 0 else {
                    #expect(drawn == nil)
                    continue
                }
                #expect(difference(try #require(drawn), picture[x, y]) <= 2)
            }
        }
        #expect(screen.pixels.keys.allSatisfy { $0.x < 50 && $0.y < height })
    }

    @Test func `many colours become 256 that are near`() throws {
        let picture = Pictures.drawn(120, 90) { x, y in Colour(UInt8(x * 2), UInt8(y * 2), UInt8((x * y) % 256)) }
        let screen = try screen(picture)
        #expect(screen.colours.count == 256)
        let total = try (0..<(120 * 90)).reduce(0) { sum, at in
            let drawn = try #require(screen.pixels[SIMD2(at % 120, at / 120)])
            return sum + difference(drawn, picture[at % 120, at / 120])
        }
        #expect(total / (120 * 90) <= 16)
    }

    @Test func `nothing to see is nothing drawn`() throws {
        let screen = try screen(PixelBuffer(width: 9, height: 13))
        #expect(screen.pixels.isEmpty && screen.colours.isEmpty)
    }

    @Test func `runs are counted`() {
        let text = Sixels.draw(PixelBuffer(width: 90, height: 6, Colour(0, 0, 0)))
        #expect(text == "\u{1B}P0;1;0q\"1;1;90;6#0;2;0;0;0#0!90~\u{1B}\\")
    }
}
