/// The characters that a run may still be made of, and what each stands for.
struct Base64Alphabet {
    static let invalid: UInt8 = 0xFF

    /// The value of each byte, or ``invalid``.
    let values: [UInt8]
    /// The character of each value; the last two may be missing.
    let characters: [UInt8]

    /// Letters and digits only: nothing is known yet.
    static let plain = Base64Alphabet(specials: "")
    /// For while a slash is unknown or escaped.
    static let standardWithoutSlash = Base64Alphabet(specials: "+")
    static let standard = Base64Alphabet(specials: "+/")
    static let url = Base64Alphabet(specials: "-_")

    private init(specials: String) {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        characters = letters + specials.utf8
        var values = Array(repeating: Self.invalid, count: 256)
        for (value, character) in characters.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
    }

    /// Decodes whole groups of four characters until one holds another byte or `output` is full.
    ///
    /// - Returns: how many groups were decoded.
    func decodeGroups(_ text: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int {
        let limit = min(text.count / 4, output.count / 3)
        return unsafe values.withUnsafeBufferPointer { values in
            var group = 0
            while group < limit {
                let first = unsafe values[Int(text[4 * group])]
                let second = unsafe values[Int(text[4 * group + 1])]
                let third = unsafe values[Int(text[4 * group + 2])]
                let fourth = unsafe values[Int(text[4 * group + 3])]
                if (first | second | third | fourth) & 0xC0 != 0 { break }
                unsafe output[3 * group] = first << 2 | second >> 4
                unsafe output[3 * group + 1] = second << 4 | third >> 2
                unsafe output[3 * group + 2] = third << 6 | fourth
                group += 1
            }
            return group
        }
    }
}
