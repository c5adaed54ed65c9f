package import ExhibitModel

/// Bytes → format facts, by walking the container.
package enum MediaProbe {
    /// Nil when the bytes begin like no format that is known here.
    ///
    /// Broken and hostile files give facts with `complete` false; only a source that cannot be read throws. Time is
    /// linear in the size of the source, memory is one window.
    package static func probe(_ source: ByteSource) throws(FileFault) -> MediaFacts? {
        var window = ByteWindow(source)
        let head = try window.piece(at: 0, limit: 12)
        if head.starts(with: PNGWalk.signature) { return try PNGWalk.facts(&window) }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGWalk.facts(&window) }
        if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) { return try GIFWalk.facts(&window) }
        if head.starts(with: "RIFF".utf8) {
            if head.dropFirst(8).elementsEqual("WEBP".utf8) { return try WebPWalk.facts(&window) }
            if head.dropFirst(8).elementsEqual("WAVE".utf8) { return try WAVWalk.facts(&window) }
        }
        if head.dropFirst(4).starts(with: "ftyp".utf8) { return try MP4Walk.facts(&window) }
        if head.starts(with: "OggS".utf8) { return try OggWalk.facts(&window) }
        if head.starts(with: "fLaC".utf8) { return try FLACWalk.facts(&window, from: 0) }
        if let tag = try ID3Tag(&window) { return try tagged(tag, &window) }
        if let facts = try MP3Walk.facts(&window) { return facts }
        return try ADTSWalk.facts(&window)
    }

    /// Sound behind an ID3v2 tag, which is MP3's unless it is seen to be another's.
    private static func tagged(_ tag: ID3Tag, _ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var facts: MediaFacts
        if try window.starts(with: "fLaC", at: tag.length) {
            facts = try FLACWalk.facts(&window, from: tag.length)
        } else if try ADTSFrame(&window, at: tag.length) != nil {
            facts = try ADTSWalk.facts(&window, from: tag.length)
        } else {
            facts = try MP3Walk.facts(&window, from: tag.length)
        }
        facts.simulated = facts.simulated || tag.hasMark
        return facts
    }
}
