import CPNG

/// A part of a deflate stream (RFC 1951) that ends on a byte and looks back on nothing before it.
struct DeflatedPiece: Sendable {
    let bytes: [UInt8]
    private let sum: UInt
    private let count: Int

    /// Zlib's fastest level, looking for runs alone.
    ///
    /// Memory level 7 of 9: zlib moves its table of hashes along with the window even where no hash is looked up, and
    /// spent half of its time on the largest.
    init(_ plain: [UInt8], isLast: Bool) {
        var stream = unsafe z_stream()
        precondition(unsafe exhibit_deflate_init(&stream, 1, 7, Z_RLE) == Z_OK, "zlib has memory")
        defer { unsafe deflateEnd(&stream) }
        // The bound is for a stream of one piece; a flush adds an empty block.
        let bound = unsafe Int(deflateBound(&stream, UInt(plain.count))) + 16
        bytes = unsafe plain.withUnsafeBufferPointer { plain in
            unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, written in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
                unsafe stream.avail_in = UInt32(plain.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(bound)
                let done = unsafe deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                precondition(done == (isLast ? Z_STREAM_END : Z_OK), "zlib compresses within its bound")
                unsafe written = bound - Int(stream.avail_out)
            }
        }
        sum = unsafe adler32(1, plain, UInt32(plain.count))
        count = plain.count
    }

    /// Over what all of the pieces were made of, as a zlib stream ends with it.
    static func adler(_ pieces: [DeflatedPiece]) -> [UInt8] {
        let sum = pieces.reduce(UInt(1)) { adler32_combine($0, $1.sum, $1.count) }
        return PNGChunk.big(UInt32(truncatingIfNeeded: sum))
    }
}
