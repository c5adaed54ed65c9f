/// Base64 of RFC 4648 §4, strict in both directions: padded, no line breaks, zero trailing bits.
///
/// Streams of megabytes have a decoder of their own in ExhibitArchive; this one is for values that are held anyway.
package enum Base64 {
    private static let alphabet: [UInt8] = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: encodeBytes(bytes), as: UTF8.self)
    }

    package static func encodeBytes(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text, count in
            var index = 0
            while index + 2 < bytes.count {
                let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
                unsafe text[count] = alphabet[Int(group >> 18)]
                unsafe text[count + 1] = alphabet[Int(group >> 12 & 63)]
                unsafe text[count + 2] = alphabet[Int(group >> 6 & 63)]
                unsafe text[count + 3] = alphabet[Int(group & 63)]
                count += 4
                index += 3
            }
            guard index < bytes.count else { return }
            let second = index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0
            let group = UInt32(bytes[index]) << 16 | second << 8
            unsafe text[count] = alphabet[Int(group >> 18)]
            unsafe text[count + 1] = alphabet[Int(group >> 12 & 63)]
            unsafe text[count + 2] = index + 1 < bytes.count ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "=")
            unsafe text[count + 3] = UInt8(ascii: "=")
            count += 4
        }
    }

    /// The bytes, or nil when `text` is anything that ``encode(_:)`` would not write.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var group: UInt32 = 0
        var filled = 0
        var padding = 0
        for character in text.utf8 {
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(of: character) else { return nil }
            group = group << 6 | value
            filled += 1
            guard filled == 4 else { continue }
            bytes += [UInt8(group >> 16), UInt8(group >> 8 & 255), UInt8(group & 255)]
            group = 0
            filled = 0
        }
        switch (filled, padding) {
        case (0, 0): return bytes
        case (2, 2) where group & 15 == 0: return bytes + [UInt8(group >> 4)]
        case (3, 1) where group & 3 == 0: return bytes + [UInt8(group >> 10), UInt8(group >> 2 & 255)]
        default: return nil
        }
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
