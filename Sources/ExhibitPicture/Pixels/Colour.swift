/// Eight bits each of red, green, blue and opacity, not premultiplied.
package struct Colour: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    package var alpha: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    package static let clear = Colour(0, 0, 0, alpha: 0)
    package static let white = Colour(255, 255, 255)

    /// `part` of 256 of the way to `other`; the opacity stays.
    package func mixed(with other: Colour, part: Int) -> Colour {
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8(clamping: (Int(from) * (256 - part) + Int(to) * part) / 256)
        }
        return Colour(mix(red, other.red), mix(green, other.green), mix(blue, other.blue), alpha: alpha)
    }
}
