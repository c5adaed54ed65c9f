import Dispatch
import Synchronization

/// Pixels → PNG: a header, texts, and the rows in a zlib stream (RFC 1950) whose pieces are compressed side by side.
enum PNGWriter {
    /// Where pieces begin depends on the picture alone, so that any number of cores makes the same bytes.
    private static let pieceLength = 1 << 19

    static func write(_ rows: PNGRows, _ text: [(keyword: String, value: String)] = []) -> [UInt8] {
        let length = rows.width * rows.layout.channels + 1
        let pieceRows = max(1, pieceLength / length)
        let starts = Array(stride(from: 0, to: rows.height, by: pieceRows))
        let pieces = sideBySide(starts.count) { number in
            let range = starts[number]..<min(starts[number] + pieceRows, rows.height)
            return DeflatedPiece(rows.filtered(range), isLast: number == starts.count - 1)
        }
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file.reserveCapacity(pieces.reduce(1024) { $0 + $1.bytes.count + 12 })
        file += PNGChunk.bytes("IHDR", header(rows))
        for (keyword, value) in text { file += PNGChunk.text(keyword, value) }
        for (number, piece) in pieces.enumerated() {
            // A window of 32 KiB, the fastest level; the sum over all that was compressed ends the stream.
            let front: [UInt8] = number == 0 ? [0x78, 0x01] : []
            let end = number == pieces.count - 1 ? DeflatedPiece.adler(pieces) : []
            file += PNGChunk.bytes("IDAT", front + piece.bytes + end)
        }
        return file + PNGChunk.bytes("IEND", [])
    }

    private static func header(_ rows: PNGRows) -> [UInt8] {
        PNGChunk.big(UInt32(rows.width)) + PNGChunk.big(UInt32(rows.height)) + [8, rows.layout.rawValue, 0, 0, 0]
    }

    /// Every number's value, made on as many cores as there are.
    private static func sideBySide(
        _ count: Int,
        _ make: @Sendable (Int) -> DeflatedPiece
    ) -> [DeflatedPiece] {
        let made = Mutex<[Int: DeflatedPiece]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let piece = make(number)
            made.withLock { $0[number] = piece }
        }
        return made.withLock { made in (0..<count).compactMap { made[$0] } }
    }
}
