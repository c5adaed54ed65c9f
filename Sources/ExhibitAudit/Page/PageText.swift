/// Makes texts of any origin harmless in a page.
enum PageText {
    /// Escapes what is markup, and shows what is invisible: control characters would be lost, and marks that turn the
    /// direction of writing would let a text look like another.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += Array("&amp;".utf8)
            case "<": bytes += Array("&lt;".utf8)
            case ">": bytes += Array("&gt;".utf8)
            case "\"": bytes += Array("&quot;".utf8)
            case "'": bytes += Array("&#39;".utf8)
            case "\n", "\t": bytes.append(UInt8(scalar.value))
            case "\u{0}"..."\u{1F}", "\u{7F}":
                // The pictures of control characters; DEL's does not stand at its own place.
                bytes += Array(String(scalar == "\u{7F}" ? "\u{2421}" : control(scalar)).utf8)
            case _ where isInvisible(scalar): bytes += Array("[U+\(hex(scalar))]".utf8)
            default: UTF8.encode(scalar)?.forEach { bytes.append($0) }
            }
        }
    }

    /// JSON that can stand in a `script` element: no markup begins in it, and every mark is seen.
    ///
    /// Outside of strings, JSON has none of these characters.
    static func json(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<", ">", "&": bytes += Array("\\u\(hex(scalar))".utf8)
            case _ where isInvisible(scalar) || scalar == "\u{7F}": bytes += Array("\\u\(hex(scalar))".utf8)
            default: UTF8.encode(scalar)?.forEach { bytes.append($0) }
            }
        }
        return bytes
    }

    /// C1 controls, marks of direction, line and paragraph separators, what has no width, and what is no character.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB,
            0xFFFE, 0xFFFF:
            true
        default: false
        }
    }

    private static func control(_ scalar: Unicode.Scalar) -> Character {
        Unicode.Scalar(0x2400 + scalar.value).map(Character.init) ?? "\u{FFFD}"
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
