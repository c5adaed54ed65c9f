import ExhibitModel

/// AAC in ADTS (ISO 13818-7 §6.2, ISO 14496-3 §1.A.2): frame after frame up to the end.
///
/// The optional checksum covers parts of a frame that only a decoder can find, and is not verified.
enum ADTSWalk {
    /// Nil unless the source begins with two frames, or with one that fills it.
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts? {
        guard let first = try ADTSFrame(&window, at: 0) else { return nil }
        guard try ADTSFrame(&window, at: first.bytes) != nil || first.bytes == window.count else { return nil }
        return try facts(&window, from: 0)
    }

    /// Of a source whose frames begin at `start`.
    static func facts(_ window: inout ByteWindow, from start: Int) throws(FileFault) -> MediaFacts {
        var facts = MediaFacts(.aac)
        guard let first = try ADTSFrame(&window, at: start) else { return facts }
        var offset = start
        var samples = 0
        while let frame = try ADTSFrame(&window, at: offset), window.holds(frame.bytes, at: offset),
            frame.samplesPerSecond == first.samplesPerSecond
        {
            samples += frame.samples
            offset += frame.bytes
        }
        if first.channels > 0 {
            facts.sound = SoundFormat(sampleRate: first.samplesPerSecond, channels: first.channels)
        }
        if samples > 0 {
            facts.durationMilliseconds = MediaTime.milliseconds(samples, per: first.samplesPerSecond)
        }
        facts.complete = samples > 0 && offset == window.count
        return facts
    }
}
