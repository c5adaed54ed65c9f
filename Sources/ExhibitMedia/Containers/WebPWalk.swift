import ExhibitModel

/// WebP (RFC 9649): the RIFF length, every chunk's length, and the size from VP8X (the canvas), VP8L or VP8.
enum WebPWalk {
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var facts = MediaFacts(.webp)
        var offset = 12
        var frames = 0
        var milliseconds = 0
        var hasImage = false
        while let chunk = try RIFFChunk(&window, at: offset), window.holds(chunk.length, at: chunk.offset) {
            switch chunk.name {
            case "VP8X", "VP8L", "VP8 ":
                hasImage = hasImage || chunk.name != "VP8X"
                guard facts.width == nil, let size = try size(chunk, &window) else { break }
                facts.width = size.width
                facts.height = size.height
            case "ANMF":
                guard try holdsPicture(chunk, &window), let duration = try window.little(3, at: chunk.offset + 12)
                else { return facts }
                frames += 1
                milliseconds += duration
            case "LIST": if try RIFFComment.hasMark(chunk, &window) { facts.simulated = true }
            default: break
            }
            offset = chunk.end(in: window)
        }
        if frames > 0 {
            facts.frames = frames
            facts.durationMilliseconds = milliseconds
        }
        let stated = try window.little(4, at: 4) ?? 0
        facts.complete =
            facts.width != nil && (hasImage || frames > 0) && offset == window.count && stated == window.count - 8
        return facts
    }

    /// Whether the chunks behind a frame's own 16 bytes fill it, and a picture is among them.
    private static func holdsPicture(_ frame: RIFFChunk, _ window: inout ByteWindow) throws(FileFault) -> Bool {
        let end = frame.offset + frame.length
        var offset = frame.offset + 16
        var hasPicture = false
        while offset < end, let chunk = try RIFFChunk(&window, at: offset), chunk.length <= end - chunk.offset {
            hasPicture = hasPicture || chunk.name == "VP8L" || chunk.name == "VP8 "
            offset = chunk.end(in: window)
        }
        return hasPicture && offset == end
    }

    private static func size(
        _ chunk: RIFFChunk,
        _ window: inout ByteWindow
    ) throws(FileFault) -> (width: Int, height: Int)? {
        switch chunk.name {
        case "VP8X":
            guard chunk.length >= 10, let width = try window.little(3, at: chunk.offset + 4),
                let height = try window.little(3, at: chunk.offset + 7)
            else { return nil }
            return (width + 1, height + 1)
        case "VP8L":
            guard chunk.length >= 5, try window.byte(at: chunk.offset) == 0x2F,
                let bits = try window.little(4, at: chunk.offset + 1)
            else { return nil }
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        default:
            guard chunk.length >= 10, try window.bytes(at: chunk.offset + 3, 3) == [0x9D, 0x01, 0x2A],
                let width = try window.little(2, at: chunk.offset + 6),
                let height = try window.little(2, at: chunk.offset + 8), width & 0x3FFF > 0, height & 0x3FFF > 0
            else { return nil }
            return (width & 0x3FFF, height & 0x3FFF)
        }
    }
}
