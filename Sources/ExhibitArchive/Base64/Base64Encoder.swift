/// Spells bytes in base64 the way a ``Base64Shape`` says.
struct Base64Encoder {
    private let shape: Base64Shape
    private let characters: [UInt8]
    private var rest: [UInt8] = []
    private var column = 0

    init(_ shape: Base64Shape) {
        self.shape = shape
        characters = (shape.usesURLAlphabet ? Base64Alphabet.url : Base64Alphabet.standard).characters
    }

    /// The spelling of all whole groups so far.
    mutating func encode(_ bytes: [UInt8]) -> [UInt8] {
        let input = rest.isEmpty ? bytes : rest + bytes
        let whole = input.count / 3 * 3
        rest = Array(input[whole...])
        return spell(groups(input, whole / 3))
    }

    mutating func finish() -> [UInt8] {
        guard !rest.isEmpty else { return [] }
        let kept = rest.count + 1
        let text = groups(rest + [0, 0], 1)
        return spell(Array(text[..<kept]) + Array(repeating: UInt8(ascii: "="), count: shape.isPadded ? 4 - kept : 0))
    }

    private func groups(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count * 4) { text, filled in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe characters.withUnsafeBufferPointer { characters in
                    for group in 0..<count {
                        let first = unsafe bytes[3 * group]
                        let second = unsafe bytes[3 * group + 1]
                        let third = unsafe bytes[3 * group + 2]
                        unsafe text[4 * group] = characters[Int(first >> 2)]
                        unsafe text[4 * group + 1] = characters[Int(first << 4 & 63 | second >> 4)]
                        unsafe text[4 * group + 2] = characters[Int(second << 2 & 63 | third >> 6)]
                        unsafe text[4 * group + 3] = characters[Int(third & 63)]
                    }
                }
            }
            filled = count * 4
        }
    }

    private mutating func spell(_ text: [UInt8]) -> [UInt8] {
        let text = shape.wrap > 0 ? wrap(text) : text
        guard shape.escapesSlashes else { return text }
        var spelled: [UInt8] = []
        spelled.reserveCapacity(text.count + text.count / 32 + 2)
        var place = 0
        while let slash = text[place...].firstIndex(of: UInt8(ascii: "/")) {
            spelled += text[place..<slash]
            spelled.append(UInt8(ascii: "\\"))
            spelled.append(UInt8(ascii: "/"))
            place = slash + 1
        }
        return spelled + text[place...]
    }

    private mutating func wrap(_ text: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count + text.count / shape.wrap * 2 + 2)
        var place = 0
        while place < text.count {
            if column == shape.wrap {
                lines += shape.newline.bytes
                column = 0
            }
            let end = min(text.count, place + shape.wrap - column)
            lines += text[place..<end]
            column += end - place
            place = end
        }
        return lines
    }
}
