import ExhibitModel

extension Colour {
    /// `#RGB`, `#RRGGBB` or `#RRGGBBAA` in either case; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "#") else { return nil }
        var digits = text.dropFirst().lowercased()
        if digits.utf8.count == 3 { digits = String(digits.flatMap { [$0, $0] }) }
        guard let parts = Hex.decode(digits), (3...4).contains(parts.count) else { return nil }
        self.init(parts[0], parts[1], parts[2], alpha: parts.count == 4 ? parts[3] : 255)
    }

    /// `#rrggbb`, or `#rrggbbaa` when it is not opaque: the one spelling that is recorded.
    package var text: String {
        let parts = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
        return "#" + Hex.encode(parts)
    }
}
