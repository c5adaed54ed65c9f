/// The colours that a terminal's text can have.
package enum TerminalColours: Sendable, Hashable {
    /// 24 bits: `38;2;r;g;b`.
    case trueColour
    /// The 6×6×6 cube and 24 greys of 256 colours: `38;5;n`.
    case palette256

    /// The parameters that follow 38 or 48 in SGR (ECMA-48 §8.3.117).
    func parameters(_ colour: Colour) -> String {
        switch self {
        case .trueColour: "2;\(colour.red);\(colour.green);\(colour.blue)"
        case .palette256: "5;\(Self.nearest(to: colour))"
        }
    }

    /// The number of the nearest of 256 colours; the first 16 are left out, for every terminal has its own.
    static func nearest(to colour: Colour) -> Int {
        let parts = [colour.red, colour.green, colour.blue].map(Int.init)
        let steps = parts.map { $0 < 48 ? 0 : $0 < 115 ? 1 : ($0 - 35) / 40 }
        let mean = parts.reduce(0, +) / 3
        let grey = min(max((mean - 3) / 10, 0), 23)
        let distance = { (levels: [Int]) in zip(parts, levels).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
        let cube = steps.map { $0 == 0 ? 0 : 55 + $0 * 40 }
        let greys = [Int](repeating: 8 + grey * 10, count: 3)
        return distance(cube) <= distance(greys) ? 16 + steps[0] * 36 + steps[1] * 6 + steps[2] : 232 + grey
    }
}
