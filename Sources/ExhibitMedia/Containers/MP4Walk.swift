import ExhibitModel

/// ISO base media (ISO 14496-12) as far as a file of sound or moving pictures needs: boxes, size, duration and tracks.
struct MP4Walk {
    /// Only boxes of one purpose are entered, and no deeper than a real file nests them.
    private static let containers: Set = ["moov", "trak", "mdia"]
    private static let depthLimit = 4
    /// A file of nothing but empty boxes would otherwise cost a read per eight bytes.
    private static let boxLimit = 1_000_000
    /// What is told of a file of nothing but tracks.
    private static let trackLimit = 16

    private var duration: Int?
    private var size: (width: Int, height: Int)?
    private var tracks: [TrackKind] = []
    private var hasMovie = false
    private var hasMedia = false
    private var simulated = false
    private var boxes = 0

    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var walk = MP4Walk()
        let brand = try window.tag(at: 8) ?? ""
        let whole = try walk.boxes(&window, 0..<window.count, depth: 0)
        let soundOnly = walk.tracks.contains(.audio) && !walk.tracks.contains(.video) && walk.size == nil
        let format: MediaFormat = brand.hasPrefix("M4A") || soundOnly ? .mp4Audio : brand == "qt  " ? .quickTime : .mp4
        var facts = MediaFacts(format)
        facts.width = walk.size?.width
        facts.height = walk.size?.height
        facts.durationMilliseconds = walk.duration
        facts.tracks = walk.tracks
        facts.simulated = walk.simulated
        facts.complete = whole && walk.hasMovie && walk.hasMedia
        return facts
    }

    /// True when the boxes fill `range` exactly.
    private mutating func boxes(
        _ window: inout ByteWindow,
        _ range: Range<Int>,
        depth: Int
    ) throws(FileFault) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            boxes += 1
            guard boxes <= Self.boxLimit, let box = try Self.box(&window, offset, end: range.upperBound, depth) else {
                return false
            }
            try take(box.name, box.content, &window)
            if Self.containers.contains(box.name), depth < Self.depthLimit,
                try !boxes(&window, box.content, depth: depth + 1)
            {
                return false
            }
            offset = box.content.upperBound
        }
        return true
    }

    private static func box(
        _ window: inout ByteWindow,
        _ offset: Int,
        end: Int,
        _ depth: Int
    ) throws(FileFault) -> (name: String, content: Range<Int>)? {
        guard let short = try window.big(4, at: offset), let name = try window.tag(at: offset + 4) else { return nil }
        let header = short == 1 ? 16 : 8
        let length: Int
        switch short {
        case 0 where depth == 0: length = end - offset
        case 1:
            guard let long = try window.big64(at: offset + 8) else { return nil }
            length = long
        default: length = short
        }
        guard length >= header, length <= end - offset else { return nil }
        return (name, (offset + header)..<(offset + length))
    }

    private mutating func take(
        _ name: String,
        _ content: Range<Int>,
        _ window: inout ByteWindow
    ) throws(FileFault) {
        let start = content.lowerBound
        switch name {
        case "moov": hasMovie = true
        case "mdat", "moof": hasMedia = true
        case "free", "skip":
            guard content.count >= SimulationMark.keyword.utf8.count else { return }
            if try window.starts(with: SimulationMark.keyword, at: start) { simulated = true }
        case "mvhd": duration = try Self.duration(content, &window)
        case "tkhd":
            guard content.count >= 84, size == nil, let width = try window.big(4, at: content.upperBound - 8),
                let height = try window.big(4, at: content.upperBound - 4), width >> 16 > 0, height >> 16 > 0
            else { return }
            size = (width >> 16, height >> 16)
        case "hdlr":
            guard content.count >= 12, tracks.count < Self.trackLimit, let handler = try window.tag(at: start + 8)
            else {
                return
            }
            tracks.append(TrackKind(handler: handler))
        default: break
        }
    }

    private static func duration(_ content: Range<Int>, _ window: inout ByteWindow) throws(FileFault) -> Int? {
        let start = content.lowerBound
        let long = try window.byte(at: start) == 1
        guard content.count >= (long ? 32 : 20), let scale = try window.big(4, at: start + (long ? 20 : 12)),
            scale > 0, let units = long ? try window.big64(at: start + 24) : try window.big(4, at: start + 16),
            units > 0, units != 0xFFFF_FFFF
        else { return nil }
        return MediaTime.milliseconds(units, per: scale)
    }
}
