import ExhibitModel

/// Ogg (RFC 3533) with one stream of sound after another: every page's length, number and checksum, up to the page that
/// ends the last stream, which must end the file.
struct OggWalk {
    private var codec: OggCodec
    private var milliseconds = 0
    private var serial = 0
    private var sequence = 0
    private var position = 0
    private var isOpen = false
    private var simulated = false

    /// Nil unless the source begins with a stream of a codec that is known.
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts? {
        guard let first = try OggPage(&window, at: 0), first.begins, let codec = try OggCodec(&window, first.content)
        else { return nil }
        var walk = OggWalk(codec)
        var offset = 0
        while let page = try OggPage(&window, at: offset), try walk.take(page, &window) {
            offset = page.content.upperBound
        }
        walk.close()
        var facts = MediaFacts(codec.format)
        facts.sound = codec.sound
        facts.durationMilliseconds = walk.milliseconds > 0 ? walk.milliseconds : nil
        facts.simulated = walk.simulated
        facts.complete = !walk.isOpen && offset == window.count && walk.milliseconds > 0
        return facts
    }

    private init(_ codec: OggCodec) {
        self.codec = codec
    }

    /// False when the page may not stand where it stands.
    private mutating func take(_ page: OggPage, _ window: inout ByteWindow) throws(FileFault) -> Bool {
        if page.begins {
            guard !isOpen, page.sequence == 0, let codec = try OggCodec(&window, page.content) else { return false }
            close()
            self.codec = codec
            serial = page.serial
            sequence = 0
            position = 0
            isOpen = true
        }
        guard isOpen, page.serial == serial, page.sequence == sequence else { return false }
        if sequence == 1 { try takeComment(page.content, &window) }
        sequence += 1
        if let position = page.position {
            guard position >= self.position else { return false }
            self.position = position
        }
        isOpen = !page.ends
        return true
    }

    private mutating func takeComment(_ packet: Range<Int>, _ window: inout ByteWindow) throws(FileFault) {
        guard packet.count > codec.commentOffset else { return }
        let comment = (packet.lowerBound + codec.commentOffset)..<packet.upperBound
        if try VorbisComment.hasMark(&window, comment) { simulated = true }
    }

    /// Adds what the stream so far lasts.
    private mutating func close() {
        let samples = max(0, position - codec.skipped)
        let (sum, overflow) = milliseconds.addingReportingOverflow(
            MediaTime.milliseconds(samples, per: codec.sound.sampleRate) ?? 0
        )
        milliseconds = overflow ? milliseconds : sum
        position = 0
    }
}
