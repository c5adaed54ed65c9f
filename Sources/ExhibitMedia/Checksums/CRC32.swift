/// The CRC-32 of PNG (ISO 3309, reflected polynomial 0xEDB88320), eight bytes a step.
package struct CRC32: Sendable {
    /// Eight tables of 256 entries: entry `k * 256 + b` advances byte `b` over `k` further zero bytes.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let shorter = tables[index - 256]
            tables[index] = tables[Int(shorter & 0xFF)] ^ shorter >> 8
        }
        return tables
    }()

    private var state: UInt32 = .max

    package init() {}

    /// The checksum of everything given so far.
    package var value: UInt32 { ~state }

    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        let tables = Self.tables.span
        let input = bytes.span
        var state = self.state
        var index = 0
        while index + 8 <= input.count {
            let low = state ^ Self.word(input, index)
            let high = Self.word(input, index + 4)
            state =
                tables[1792 + Int(low & 0xFF)] ^ tables[1536 + Int(low >> 8 & 0xFF)]
                ^ tables[1280 + Int(low >> 16 & 0xFF)] ^ tables[1024 + Int(low >> 24)]
                ^ tables[768 + Int(high & 0xFF)] ^ tables[512 + Int(high >> 8 & 0xFF)]
                ^ tables[256 + Int(high >> 16 & 0xFF)] ^ tables[Int(high >> 24)]
            index += 8
        }
        while index < input.count {
            state = tables[Int((state ^ UInt32(input[index])) & 0xFF)] ^ state >> 8
            index += 1
        }
        self.state = state
    }

    private static func word(_ input: Span<UInt8>, _ index: Int) -> UInt32 {
        UInt32(input[index]) | UInt32(input[index + 1]) << 8
            | UInt32(input[index + 2]) << 16 | UInt32(input[index + 3]) << 24
    }

    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = CRC32()
        sum.update(bytes[...])
        return sum.value
    }
}
