import ExhibitModel

/// MPEG audio layer III: frame after frame, up to the end or an ID3v1 tag.
///
/// A first frame with a table about the file (`Xing`, `Info`) is no sound; the number of frames that it states must be
/// right. The optional checksum of a frame covers its header and side information only, and is not verified.
enum MP3Walk {
    /// Nil unless the source begins with two frames, or with one that fills it.
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts? {
        guard let first = try MP3Frame(&window, at: 0) else { return nil }
        guard try MP3Frame(&window, at: first.bytes) != nil || first.bytes == window.count else { return nil }
        return try facts(&window, from: 0)
    }

    /// Of a source whose frames begin at `start`.
    static func facts(_ window: inout ByteWindow, from start: Int) throws(FileFault) -> MediaFacts {
        var facts = MediaFacts(.mp3)
        guard let first = try MP3Frame(&window, at: start) else { return facts }
        let table = try table(&window, start, first)
        var offset = start
        var frames = 0
        var samples = 0
        while let frame = try MP3Frame(&window, at: offset), window.holds(frame.bytes, at: offset) {
            samples += frame.samples
            frames += 1
            offset += frame.bytes
        }
        if table != nil, frames > 0 {
            samples -= first.samples
            frames -= 1
        }
        facts.sound = SoundFormat(sampleRate: first.samplesPerSecond, channels: first.channels)
        if samples > 0 {
            facts.durationMilliseconds = MediaTime.milliseconds(samples, per: first.samplesPerSecond)
        }
        let trailer = window.count - offset
        let hasTag = try window.starts(with: "TAG", at: offset)
        let counted = table.flatMap(\.frames).map { $0 == frames } ?? true
        facts.complete = samples > 0 && counted && (trailer == 0 || trailer == 128 && hasTag)
        return facts
    }

    private struct Table {
        /// Behind the table's own; nil when it does not say.
        let frames: Int?
    }

    private static func table(
        _ window: inout ByteWindow,
        _ start: Int,
        _ first: MP3Frame
    ) throws(FileFault) -> Table? {
        let offset = start + first.sideLength
        guard let name = try window.tag(at: offset), name == "Xing" || name == "Info",
            let flags = try window.big(4, at: offset + 4)
        else { return nil }
        return Table(frames: flags & 1 == 1 ? try window.big(4, at: offset + 8) : nil)
    }
}
