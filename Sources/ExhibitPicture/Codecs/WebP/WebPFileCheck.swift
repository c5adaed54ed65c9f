import CWebP
import ExhibitMedia
import ExhibitModel

/// Whether every frame of a WebP file decodes, read piece by piece.
///
/// libwebp is told to scale to one pixel, so that it keeps no picture for us: a lossy frame then needs a few rows and,
/// with opacity, two bytes a pixel; a lossless frame needs the four bytes a pixel that its own format looks back on, and
/// its compressed data.
struct WebPFileCheck {
    private static let piece = 1 << 16
    /// A lossless frame of so many pixels takes half a gigabyte.
    private static let framePixels = 1 << 27
    /// Frames of one colour are a few bytes each: without a bound a small file keeps a machine busy for hours.
    private static let filePixels = 1 << 32

    private let source: ByteSource
    private var offset = 12
    private var pixels = 0
    private var frames = 0
    /// What the next frame must measure, as VP8X or ANMF says.
    private var stated: PixelSize?
    /// Begun by the opacity of a lossy frame, which stands before it.
    private var decoder: WebPRowDecoder?

    /// False also when the file cannot be read.
    static func decodes(path: String) -> Bool {
        do {
            var check = WebPFileCheck(source: try ByteSource(path: path))
            return try check.run()
        } catch {
            return false
        }
    }

    private init(source: ByteSource) {
        self.source = source
    }

    private mutating func run() throws(FileFault) -> Bool {
        let head = try source.read(0, 12)
        // Cut between two frames, an animation is whole chunks to its end.
        guard PictureFormat(head) == .webp, Self.little(head[4..<8]) <= source.count - 8 else { return false }
        while offset < source.count {
            let header = try source.read(offset, 8)
            guard header.count == 8 else { return false }
            let length = Self.little(header[4..<8])
            guard length <= source.count - offset - 8,
                try take(String(decoding: header[..<4], as: UTF8.self), length)
            else { return false }
        }
        return frames > 0 && decoder == nil
    }

    /// Moves on to the next chunk; false when this one is no part of a sound picture.
    private mutating func take(_ name: String, _ length: Int) throws(FileFault) -> Bool {
        let padded = length + length % 2
        switch name {
        case "VP8X":
            let head = try source.read(offset + 8, 10)
            guard head.count == 10 else { return false }
            stated = Self.size(head[4..<10])
        case "ANMF":
            let head = try source.read(offset + 8, 16)
            guard head.count == 16, length >= 16, decoder == nil else { return false }
            stated = Self.size(head[6..<12])
            // What stands behind a frame's own 16 bytes are chunks like those of a file.
            offset += 8 + 16
            return true
        case "ALPH":
            guard decoder == nil, let made = WebPRowDecoder(), try feed(made, 8 + padded) else { return false }
            decoder = made
        case "VP8 ", "VP8L":
            guard try measure(), let started = decoder ?? WebPRowDecoder(), try feed(started, 8 + padded),
                started.isWhole
            else { return false }
            decoder = nil
            frames += 1
        default: break
        }
        offset += 8 + padded
        return true
    }

    /// Whether the frame that begins here has the size it must have, within the bounds.
    private mutating func measure() throws(FileFault) -> Bool {
        let head = try source.read(offset, 64)
        var features = WebPBitstreamFeatures()
        guard unsafe WebPGetFeatures(head, head.count, &features) == VP8_STATUS_OK else { return false }
        let size = PixelSize(width: Int(features.width), height: Int(features.height))
        pixels += size.width * size.height
        return size.width * size.height <= Self.framePixels && pixels <= Self.filePixels && size == stated ?? size
    }

    /// False when the data is refused; a pad byte may be missing at the end of the file.
    private func feed(_ decoder: WebPRowDecoder, _ length: Int) throws(FileFault) -> Bool {
        let end = min(offset + length, source.count)
        var at = offset
        while at < end {
            let bytes = try source.read(at, min(Self.piece, end - at))
            guard !bytes.isEmpty, decoder.take(bytes) else { return false }
            at += bytes.count
        }
        return true
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Three bytes each for width and height, less one.
    private static func size(_ bytes: ArraySlice<UInt8>) -> PixelSize {
        PixelSize(width: little(bytes.prefix(3)) + 1, height: little(bytes.suffix(3)) + 1)
    }
}
