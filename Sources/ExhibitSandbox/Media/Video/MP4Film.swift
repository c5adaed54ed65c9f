import ExhibitMedia

/// One track of H.264 in an MP4 file (ISO/IEC 14496-12 and 14496-15), with the mark in a `free` box.
struct MP4Film {
    let stream: H264Stream

    private static let unity = big(0x1_0000, 4)
    private static let matrix = unity + zeros(12) + unity + zeros(12) + big(0x4000_0000, 4)

    func bytes() -> [UInt8] {
        let samples = stream.units().map { Self.big($0.count, 4) + $0 }
        let mark = "\(SimulationMark.keyword): \(SimulationMark.meaning)"
        let head =
            MP4Box.box("ftyp", Array("isom".utf8), Self.big(512, 4), Array("isomiso2avc1mp41".utf8))
            + MP4Box.box("free", Array(mark.utf8))
        let sizes = samples.map(\.count)
        // The movie box is as long wherever it says that the samples begin.
        let start = head.count + movie(sizes, start: 0).count + 8
        return head + movie(sizes, start: start) + MP4Box.box("mdat", samples.flatMap(\.self))
    }

    /// In units of one frame.
    private var duration: [UInt8] { Self.big(stream.frames, 4) }
    private var scale: [UInt8] { Self.big(SandboxVideo.framesPerSecond, 4) }

    private func movie(_ sizes: [Int], start: Int) -> [UInt8] {
        MP4Box.box(
            "moov",
            MP4Box.full(
                "mvhd",
                Self.zeros(8),
                scale,
                duration,
                Self.unity,
                Self.big(0x0100, 2),
                Self.zeros(10),
                Self.matrix,
                Self.zeros(24),
                Self.big(2, 4)
            ),
            MP4Box.box(
                "trak",
                MP4Box.full(
                    "tkhd",
                    flags: 3,
                    Self.zeros(8),
                    Self.big(1, 4),
                    Self.zeros(4),
                    duration,
                    Self.zeros(16),
                    Self.matrix,
                    Self.big(stream.width << 16, 4),
                    Self.big(stream.height << 16, 4)
                ),
                media(sizes, start: start)
            )
        )
    }

    private func media(_ sizes: [Int], start: Int) -> [UInt8] {
        let undetermined = Self.big(0x55C4, 2)
        return MP4Box.box(
            "mdia",
            MP4Box.full("mdhd", Self.zeros(8), scale, duration, undetermined, Self.zeros(2)),
            MP4Box.full("hdlr", Self.zeros(4), Array("vide".utf8), Self.zeros(12), Array("sandbox\0".utf8)),
            MP4Box.box(
                "minf",
                MP4Box.full("vmhd", flags: 1, Self.zeros(8)),
                MP4Box.box("dinf", MP4Box.full("dref", Self.big(1, 4), MP4Box.full("url ", flags: 1))),
                table(sizes, start: start)
            )
        )
    }

    /// All samples lie in one chunk, one frame apart, and the first alone can be shown without another.
    private func table(_ sizes: [Int], start: Int) -> [UInt8] {
        let (one, count) = (Self.big(1, 4), Self.big(sizes.count, 4))
        return MP4Box.box(
            "stbl",
            MP4Box.full("stsd", one, entry),
            MP4Box.full("stts", one, count, one),
            MP4Box.full("stss", one, one),
            MP4Box.full("stsc", one, one, count, one),
            MP4Box.full("stsz", Self.zeros(4), count, sizes.flatMap { Self.big($0, 4) }),
            MP4Box.full("stco", one, Self.big(start, 4))
        )
    }

    private var entry: [UInt8] {
        let resolution = Self.big(0x48_0000, 4)
        let configuration =
            [1, 66, 0xC0, stream.level, 0xFF, 0xE1] + Self.big(stream.sequence.count, 2) + stream.sequence + [1]
            + Self.big(stream.parameters.count, 2) + stream.parameters
        return MP4Box.box(
            "avc1",
            Self.zeros(6),
            Self.big(1, 2),
            Self.zeros(16),
            Self.big(stream.width, 2),
            Self.big(stream.height, 2),
            resolution,
            resolution,
            Self.zeros(4),
            Self.big(1, 2),
            Self.zeros(32),
            Self.big(24, 2),
            Self.big(0xFFFF, 2),
            MP4Box.box("avcC", configuration)
        )
    }

    private static func big(_ value: Int, _ bytes: Int) -> [UInt8] { MP4Box.big(value, bytes) }
    private static func zeros(_ count: Int) -> [UInt8] { MP4Box.zeros(count) }
}
