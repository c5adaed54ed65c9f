import ExhibitModel

/// GIF 87a and 89a: blocks up to the trailer, which must end the file.
enum GIFWalk {
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var facts = MediaFacts(.gif)
        guard let width = try window.little(2, at: 6), let height = try window.little(2, at: 8),
            let flags = try window.byte(at: 10)
        else { return facts }
        facts.width = width
        facts.height = height
        var offset = 13 + colourTableBytes(flags)
        var frames = 0
        var centiseconds = 0
        while let kind = try window.byte(at: offset) {
            offset += 1
            if kind == 0x3B {
                facts.complete = frames > 0 && width > 0 && height > 0 && offset == window.count
                break
            }
            guard let next = try block(kind, offset, &window, &facts, &frames, &centiseconds) else { break }
            offset = next
        }
        facts.frames = frames
        if frames > 1 { facts.durationMilliseconds = centiseconds * 10 }
        return facts
    }

    /// Where the block ends, or nil when it does not.
    private static func block(
        _ kind: UInt8,
        _ offset: Int,
        _ window: inout ByteWindow,
        _ facts: inout MediaFacts,
        _ frames: inout Int,
        _ centiseconds: inout Int
    ) throws(FileFault) -> Int? {
        switch kind {
        case 0x2C:
            guard let flags = try window.byte(at: offset + 8),
                let end = try subBlocks(offset + 10 + colourTableBytes(flags), &window)
            else { return nil }
            frames += 1
            return end
        case 0x21:
            switch try window.byte(at: offset) {
            case 0xF9: centiseconds += try window.little(2, at: offset + 3) ?? 0
            case 0xFE where try window.starts(with: SimulationMark.keyword, at: offset + 2): facts.simulated = true
            default: break
            }
            return try subBlocks(offset + 1, &window)
        default:
            return nil
        }
    }

    private static func subBlocks(_ offset: Int, _ window: inout ByteWindow) throws(FileFault) -> Int? {
        var offset = offset
        while let length = try window.byte(at: offset) {
            offset += 1
            if length == 0 { return offset }
            offset += Int(length)
        }
        return nil
    }

    private static func colourTableBytes(_ flags: UInt8) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << Int(flags & 7 + 1)
    }
}
