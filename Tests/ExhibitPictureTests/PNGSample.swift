@testable import ExhibitPicture

/// A PNG of any kind that the specification has (§11.2.1), put together from its own samples.
struct PNGSample: CustomStringConvertible, Sendable {
    let colourType: UInt8
    let depth: Int
    let isInterlaced: Bool
    /// Chunks between IHDR and IDAT.
    var chunks: [UInt8] = []
    let width = 21
    let height = 13

    var description: String { "type \(colourType), \(depth) bits\(isInterlaced ? ", interlaced" : "")" }

    var channels: Int {
        switch colourType {
        case 0, 3: 1
        case 2: 3
        case 4: 2
        default: 4
        }
    }

    /// Every colour type with every depth it may have, plain and interlaced.
    static let all: [PNGSample] = [
        (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ]
    .flatMap { type, depths in
        depths.flatMap { depth in
            [false, true].map { PNGSample(colourType: type, depth: depth, isInterlaced: $0) }
        }
    }

    /// From 0 to the depth's highest, and different for neighbours.
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int {
        (x &* 40_503 &+ y &* 25_717 &+ channel &* 9_973 &+ x &* y &* 77) & (1 << depth - 1)
    }

    /// A palette's colour.
    static func entry(_ index: Int) -> [UInt8] {
        [UInt8(index * 7 & 255), UInt8(255 - index), UInt8(index * 31 & 255)]
    }

    func bytes() -> [UInt8] {
        var palette: [UInt8] = []
        if colourType == 3 { palette = PNGChunk.bytes("PLTE", (0..<(1 << depth)).flatMap(Self.entry)) }
        let header = PNGChunk.big(UInt32(width)) + PNGChunk.big(UInt32(height))
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + PNGChunk.bytes("IHDR", header + [UInt8(depth), colourType, 0, 0, isInterlaced ? 1 : 0])
            + palette + chunks + PNGChunk.bytes("IDAT", StoredZlib.stream(data())) + PNGChunk.bytes("IEND", [])
    }

    /// The rows of every pass, unfiltered.
    private func data() -> [UInt8] {
        let passes =
            isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)]
        var data: [UInt8] = []
        for (left, top, across, down) in passes where left < width {
            for y in stride(from: top, to: height, by: down) {
                data.append(0)
                data += packed(
                    stride(from: left, to: width, by: across).flatMap { x in
                        (0..<channels).map { sample(x, y, $0) }
                    }
                )
            }
        }
        return data
    }

    /// Samples in their depth, the leftmost in the highest bits.
    private func packed(_ samples: [Int]) -> [UInt8] {
        if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
        var bytes = [UInt8](repeating: 0, count: (samples.count * depth + 7) / 8)
        for (number, sample) in samples.enumerated() {
            let bit = number * depth
            bytes[bit / 8] |= UInt8(sample << (8 - depth - bit % 8))
        }
        return bytes
    }
}

/// RFC 1950 around stored blocks of RFC 1951.
enum StoredZlib {
    static func stream(_ data: [UInt8]) -> [UInt8] {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in data {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let count = [UInt8(data.count & 255), UInt8(data.count >> 8)]
        return [0x78, 0x01, 0x01] + count + count.map { ~$0 } + data
            + [UInt8(high >> 8), UInt8(high & 255), UInt8(low >> 8), UInt8(low & 255)]
    }
}
