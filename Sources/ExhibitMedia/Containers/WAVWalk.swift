import ExhibitModel

/// WAVE: `fmt ` and `data` give the duration, `LIST`/`INFO`/`ICMT` the comment.
enum WAVWalk {
    private struct Format {
        var bytesPerSecond = 0
        var bytesPerFrame = 0
    }

    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var facts = MediaFacts(.wav)
        var format: Format?
        var offset = 12
        while let chunk = try RIFFChunk(&window, at: offset) {
            if chunk.name == "data", chunk.length == RIFFChunk.unknownLength {
                return try streamed(chunk, format, &window, facts)
            }
            guard window.holds(chunk.length, at: chunk.offset) else { break }
            switch chunk.name {
            case "fmt ": format = try read(chunk, &window)
            case "data": facts.durationMilliseconds = duration(chunk.length, format)
            case "LIST": if try RIFFComment.hasMark(chunk, &window) { facts.simulated = true }
            default: break
            }
            offset = chunk.end(in: window)
        }
        let stated = try window.little(4, at: 4) ?? 0
        facts.complete = facts.durationMilliseconds != nil && offset == window.count && stated == window.count - 8
        return facts
    }

    /// Speech that is sent while it is spoken states no lengths; it is whole when it ends on a whole frame.
    private static func streamed(
        _ chunk: RIFFChunk,
        _ format: Format?,
        _ window: inout ByteWindow,
        _ facts: MediaFacts
    ) throws(FileFault) -> MediaFacts {
        var facts = facts
        let bytes = window.count - chunk.offset
        facts.durationMilliseconds = duration(bytes, format)
        let stated = try window.little(4, at: 4)
        facts.complete =
            stated == RIFFChunk.unknownLength && facts.durationMilliseconds != nil && bytes > 0
            && bytes.isMultiple(of: max(1, format?.bytesPerFrame ?? 1))
        return facts
    }

    private static func read(_ chunk: RIFFChunk, _ window: inout ByteWindow) throws(FileFault) -> Format? {
        guard chunk.length >= 16, let perSecond = try window.little(4, at: chunk.offset + 8), perSecond > 0,
            let perFrame = try window.little(2, at: chunk.offset + 12)
        else { return nil }
        return Format(bytesPerSecond: perSecond, bytesPerFrame: perFrame)
    }

    private static func duration(_ bytes: Int, _ format: Format?) -> Int? {
        format.map { bytes / $0.bytesPerSecond * 1000 + bytes % $0.bytesPerSecond * 1000 / $0.bytesPerSecond }
    }
}
