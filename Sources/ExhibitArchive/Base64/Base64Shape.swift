/// How a run of base64 was spelled, so that the bytes it stands for can be spelled the same way again.
package struct Base64Shape: Hashable, Sendable {
    /// What stands between two lines of a wrapped run.
    package enum Newline: String, Hashable, Sendable {
        case none = ""
        case lf
        case crlf
        /// The two characters `\n` of a JSON string.
        case escaped = "esc"

        var bytes: [UInt8] {
            switch self {
            case .none: []
            case .lf: [0x0A]
            case .crlf: [0x0D, 0x0A]
            case .escaped: Array("\\n".utf8)
            }
        }
    }

    package var isPadded = true
    package var usesURLAlphabet = false
    /// Whether every `/` is written `\/`.
    package var escapesSlashes = false
    /// Characters in a line; 0 for a single line.
    package var wrap = 0
    package var newline = Newline.none

    package init(
        isPadded: Bool = true,
        usesURLAlphabet: Bool = false,
        escapesSlashes: Bool = false,
        wrap: Int = 0,
        newline: Newline = .none
    ) {
        self.isPadded = isPadded
        self.usesURLAlphabet = usesURLAlphabet
        self.escapesSlashes = escapesSlashes
        self.wrap = wrap
        self.newline = newline
    }
}
