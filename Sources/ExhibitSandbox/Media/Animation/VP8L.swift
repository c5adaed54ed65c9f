import ExhibitPicture

/// Pictures of one colour, or of two that differ in green alone, as a lossless WebP stream (RFC 9649 §3).
///
/// With every other channel constant, a pixel costs one bit, and the codes need no tables.
enum VP8L {
    static func encode(_ pixels: PixelBuffer) -> [UInt8] {
        let bytes = pixels.bytes
        let first = bytes[1]
        let second = stride(from: 1, to: bytes.count, by: 4).first { bytes[$0] != first }.map { bytes[$0] }
        let greens = second.map { [min(first, $0), max(first, $0)] } ?? [first]
        var bits = header(pixels.width, pixels.height)
        code(greens, &bits)
        code([bytes[0]], &bits)
        code([bytes[2]], &bits)
        code([255], &bits)
        code([0], &bits)
        if greens.count == 2 {
            let high = greens[1]
            for at in stride(from: 1, to: bytes.count, by: 4) { bits.write(bytes[at] == high ? 1 : 0, bits: 1) }
        }
        return bits.finish()
    }

    /// Signature and size, then: no alpha, version 0, no transform, no colour cache, one group of codes.
    private static func header(_ width: Int, _ height: Int) -> LittleBitWriter {
        var bits = LittleBitWriter()
        bits.write(0x2F, bits: 8)
        bits.write(width - 1, bits: 14)
        bits.write(height - 1, bits: 14)
        bits.write(0, bits: 1 + 3 + 1 + 1 + 1)
        return bits
    }

    /// A simple code (§3.7.2.1.1): its one symbol costs nothing, each of two costs a bit.
    private static func code(_ symbols: [UInt8], _ bits: inout LittleBitWriter) {
        bits.write(1, bits: 1)
        bits.write(symbols.count - 1, bits: 1)
        bits.write(1, bits: 1)
        for symbol in symbols { bits.write(Int(symbol), bits: 8) }
    }
}
