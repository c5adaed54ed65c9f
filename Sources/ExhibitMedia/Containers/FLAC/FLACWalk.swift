import ExhibitModel

/// FLAC (RFC 9639): the metadata blocks, then every frame's header and checksum up to the file's last byte.
///
/// A frame does not say how long it is: it ends where its checksum comes out and the next header, or the end, stands.
/// The MD5 of the decoded sound is not verified.
struct FLACWalk {
    private var facts = MediaFacts(.flac)
    private var info: FLACStreamInfo?

    /// Of a source that has `fLaC` at `start`.
    static func facts(_ window: inout ByteWindow, from start: Int) throws(FileFault) -> MediaFacts {
        var walk = FLACWalk()
        guard var offset = try walk.takeMetadata(&window, from: start + 4), let info = walk.info else {
            return walk.facts
        }
        var frames = 0
        var samples = 0
        while let header = try FLACFrameHeader(&window, at: offset),
            header.number == (header.countsSamples ? samples : frames),
            let end = try frameEnd(&window, offset, header)
        {
            frames += 1
            samples += header.samples
            offset = end
        }
        let total = info.samples > 0 ? info.samples : samples
        walk.facts.sound = info.sound
        walk.facts.durationMilliseconds = total > 0 ? MediaTime.milliseconds(total, per: info.sound.sampleRate) : nil
        walk.facts.complete = offset == window.count && samples > 0 && samples == total
        return walk.facts
    }

    /// Where the first frame begins; nil when the blocks do not end.
    private mutating func takeMetadata(_ window: inout ByteWindow, from start: Int) throws(FileFault) -> Int? {
        var offset = start
        while let header = try window.byte(at: offset), let length = try window.big(3, at: offset + 1),
            window.holds(length, at: offset + 4)
        {
            let content = (offset + 4)..<(offset + 4 + length)
            guard (header & 0x7F == 0) == (offset == start) else { return nil }
            if offset == start {
                info = FLACStreamInfo(try window.bytes(at: content.lowerBound, min(length, 64))?[...] ?? [])
            }
            if header & 0x7F == 4, try VorbisComment.hasMark(&window, content) { facts.simulated = true }
            offset = content.upperBound
            if header & 0x80 != 0 { return offset }
        }
        return nil
    }

    private static func frameEnd(
        _ window: inout ByteWindow,
        _ start: Int,
        _ header: FLACFrameHeader
    ) throws(FileFault) -> Int? {
        var sum = ForwardCRC.flacFrame
        var offset = start
        // A frame has at least one byte of sound and the two of the checksum.
        let earliest = start + header.length + 3
        while offset < window.count {
            let piece = try window.piece(at: offset, limit: ByteWindow.size)
            guard !piece.isEmpty else { return nil }
            for byte in piece {
                sum.update(byte)
                offset += 1
                guard sum.value == 0, offset >= earliest else { continue }
                if offset == window.count { return offset }
                guard let next = try FLACFrameHeader(&window, at: offset), next.follows(header) else { continue }
                return offset
            }
        }
        return nil
    }
}

extension FLACFrameHeader {
    fileprivate func follows(_ other: FLACFrameHeader) -> Bool {
        countsSamples == other.countsSamples && number == other.number + (countsSamples ? other.samples : 1)
    }
}
