/// A film as H.264 (ITU-T H.264), written without an encoder.
///
/// The first picture holds its macroblocks as they are (`I_PCM`); every later one repeats it (`P_Skip`) but for the few
/// macroblocks by which a bar at the bottom grows.
struct H264Stream {
    let picture: Macroblocks
    /// Even, and at most 16 × the macroblocks.
    let width: Int
    let height: Int
    let frames: Int

    private static let frameNumberBits = 8

    /// Each a NAL unit without a start code.
    func units() -> [[UInt8]] {
        (0..<frames).map { $0 == 0 ? still() : step($0) }
    }

    /// The sequence parameter set (§7.3.2.1.1): Constrained Baseline.
    var sequence: [UInt8] {
        var bits = BigBitWriter()
        bits.append([0x67, 66, 0xC0, level])
        bits.writeUnsigned(0)
        bits.writeUnsigned(Self.frameNumberBits - 4)
        bits.writeUnsigned(2)  // pictures are shown in the order of the stream
        bits.writeUnsigned(1)  // one reference picture
        bits.write(0, bits: 1)
        bits.writeUnsigned(picture.columns - 1)
        bits.writeUnsigned(picture.rows - 1)
        bits.write(0b11, bits: 2)
        let right = picture.columns * 16 - width
        let bottom = picture.rows * 16 - height
        bits.write(right + bottom > 0 ? 1 : 0, bits: 1)
        if right + bottom > 0 {
            for edge in [0, right / 2, 0, bottom / 2] { bits.writeUnsigned(edge) }
        }
        bits.write(0, bits: 1)
        return Self.escaped(bits.finish())
    }

    /// The picture parameter set (§7.3.2.2): CAVLC, and a deblocking filter that slices may switch off.
    var parameters: [UInt8] {
        var bits = BigBitWriter()
        bits.append([0x68])
        bits.writeUnsigned(0)
        bits.writeUnsigned(0)
        bits.write(0b00, bits: 2)
        for _ in 0..<3 { bits.writeUnsigned(0) }
        bits.write(0b000, bits: 3)
        for _ in 0..<3 { bits.writeSignedZero() }
        bits.write(0b100, bits: 3)
        return bits.finish()
    }

    /// The smallest of three levels (Table A-1) that has room for the picture.
    var level: UInt8 {
        switch picture.columns * picture.rows {
        case ...3600: 31
        case ...8192: 40
        default: 52
        }
    }

    private func still() -> [UInt8] {
        var bits = BigBitWriter()
        bits.append([0x65])
        slice(type: 7, frame: 0, &bits)
        bits.writeUnsigned(0)  // idr_pic_id
        bits.write(0b00, bits: 2)
        noFilter(&bits)
        for number in 0..<(picture.columns * picture.rows) {
            bits.writeUnsigned(25)
            bits.align()
            bits.append(picture.block(number))
        }
        return Self.escaped(bits.finish())
    }

    private func step(_ frame: Int) -> [UInt8] {
        var bits = BigBitWriter()
        bits.append([0x41])
        slice(type: 5, frame: frame, &bits)
        bits.write(0b000, bits: 3)
        noFilter(&bits)
        let bottom = (picture.rows - 1) * picture.columns
        var done = 0
        for column in (frame * picture.columns / frames)..<((frame + 1) * picture.columns / frames) {
            bits.writeUnsigned(bottom + column - done)
            bits.writeUnsigned(5 + 25)
            bits.align()
            bits.append(Macroblocks.grey(235))
            done = bottom + column + 1
        }
        if done < picture.rows * picture.columns { bits.writeUnsigned(picture.rows * picture.columns - done) }
        return Self.escaped(bits.finish())
    }

    private func slice(type: Int, frame: Int, _ bits: inout BigBitWriter) {
        bits.writeUnsigned(0)
        bits.writeUnsigned(type)
        bits.writeUnsigned(0)
        bits.write(frame % (1 << Self.frameNumberBits), bits: Self.frameNumberBits)
    }

    private func noFilter(_ bits: inout BigBitWriter) {
        bits.writeSignedZero()
        bits.writeUnsigned(1)
    }

    /// With a 3 wherever two zeros would be followed by 0 to 3 (§7.4.1).
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + 16)
        var zeros = 0
        for byte in bytes {
            if zeros == 2, byte <= 3 {
                escaped.append(3)
                zeros = 0
            }
            escaped.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return escaped
    }
}
