import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction

/// The segmenter behind ``BodyCapture``: knows bytes only, so JSON, SSE and plain text are the same to it.
final class CaptureState {
    private let folder: String
    private let limits: CaptureLimits
    private let redactor: Redactor
    private var hash: SHA256? = SHA256()
    private var rawBytes: Int64 = 0
    private var mode = Mode.start([])
    private var pieces: [CapturedBody.Piece] = []
    private var text: [UInt8] = []
    private var earlierText = 0
    private var media = 0
    /// Where in ``text`` the last bytes begin that could all be base64, and how many make it worth a closer look.
    private var streak = 0
    private var threshold = Base64Grammar.shortestRun
    private var fault: FileFault?
    private var excess: CapturedBody.Excess?

    private enum Mode {
        case start([UInt8])
        case text
        case run(Base64Run)
        case binary(HashedFile)
        case overflow(OverflowFile)
        case finished
    }

    init(folder: String, limits: CaptureLimits, redactor: Redactor) {
        self.folder = folder
        self.limits = limits
        self.redactor = redactor
    }

    func receive(_ chunk: [UInt8]) -> Bool {
        guard fault == nil, excess != .media, hash != nil else { return false }
        hash?.update(chunk)
        rawBytes += Int64(chunk.count)
        do throws(FileFault) {
            try take(chunk)
        } catch {
            fault = error
            return false
        }
        if media + openBytes > limits.media { excess = .media }
        return excess != .media
    }

    private var openBytes: Int {
        switch mode {
        case .run(let run): run.bytes
        case .binary(let file): file.count
        case .overflow(let file): file.count
        case .start, .text, .finished: 0
        }
    }

    private func take(_ bytes: [UInt8]) throws(FileFault) {
        guard case .start(let head) = mode else { return try process(bytes) }
        let start = head + bytes.prefix(BinaryStart.length - head.count)
        guard start.count == BinaryStart.length else {
            mode = .start(start)
            return
        }
        try decide(start)
        try process(Array(bytes.dropFirst(start.count - head.count)))
    }

    private func decide(_ head: [UInt8]) throws(FileFault) {
        mode = BinaryStart.matches(head) ? .binary(try HashedFile(in: folder)) : .text
        try process(head)
    }

    private func process(_ bytes: [UInt8]) throws(FileFault) {
        var place = 0
        while place < bytes.count {
            switch mode {
            case .text: place = try scan(bytes, from: place)
            case .run(let run): place = try feed(run, bytes, from: place)
            case .binary(let file):
                try file.append(bytes, from: place)
                place = bytes.count
            case .overflow(let file):
                try file.append(Array(bytes[place...]))
                place = bytes.count
            case .start, .finished: return
            }
        }
    }

    private func feed(_ run: Base64Run, _ bytes: [UInt8], from start: Int) throws(FileFault) -> Int {
        var run = run
        // The only copy, so that its buffers are changed in place.
        mode = .text
        let (place, hasEnded) = try run.take(bytes, from: start)
        if hasEnded { try close(run) } else { mode = .run(run) }
        return place
    }

    private func close(_ run: Base64Run) throws(FileFault) {
        let (file, shape, rest) = try run.finish()
        if let dump = try dump(file, shape) {
            pieces.append(dump)
        } else {
            pieces.append(.base64(shape, file))
            media += file.bytes
        }
        mode = .text
        try append(rest[...])
        streak = 0
        threshold = Base64Grammar.shortestRun
    }

    /// The run as text when it is no media and holds a credential, such as a gateway's dump of our own request.
    private func dump(_ file: CapturedFile, _ shape: Base64Shape) throws(FileFault) -> CapturedBody.Piece? {
        guard file.bytes <= limits.text else { return nil }
        let head = try RegularFile.read(file.path, at: 0, count: BinaryStart.length)
        guard !BinaryStart.isMedia(head) else { return nil }
        let content = try RegularFile.read(file.path, at: 0, count: file.bytes)
        guard let tag = redactor.tag(ofSecretIn: content) else { return nil }
        var encoder = Base64Encoder(shape)
        return .credential(encoder.encode(content) + encoder.finish(), tag: tag)
    }

    /// Takes text up to where a run may have begun.
    private func scan(_ bytes: [UInt8], from start: Int) throws(FileFault) -> Int {
        var length = text.count - streak
        var place = start
        let isPossible = Base64Candidate.isPossible
        while place < bytes.count, length < threshold {
            length = isPossible[Int(bytes[place])] ? length + 1 : 0
            place += 1
        }
        try append(bytes[start..<place])
        guard case .text = mode else { return place }
        streak = text.count - length
        if length >= threshold { try judge() }
        return place
    }

    private func judge() throws(FileFault) {
        threshold = Base64Grammar.shortestRun
        while text.count - streak >= Base64Grammar.shortestRun {
            switch Base64Candidate.judge(text, from: streak) {
            case .grows(let more):
                threshold = text.count - streak + more
                return
            case .ends(let restart): streak = restart
            case .run:
                let start = Array(text[streak...])
                text.removeSubrange(streak...)
                closeText()
                mode = .run(try Base64Run(in: folder))
                return try process(start)
            }
        }
    }

    private func append(_ bytes: ArraySlice<UInt8>) throws(FileFault) {
        text += bytes
        guard earlierText + text.count > limits.text else { return }
        // Redaction looks around each byte, so what overflows takes along the text since the last file.
        let file = try OverflowFile(in: folder, redactor)
        excess = .text
        mode = .overflow(file)
        let start = text
        text = []
        try file.append(start)
    }

    private func closeText() {
        if !text.isEmpty { pieces.append(.text(text)) }
        earlierText += text.count
        text = []
        streak = 0
    }

    func finish() throws(FileFault) -> CapturedBody {
        if let fault { throw fault }
        if case .start(let head) = mode { try decide(head) }
        if case .run(var run) = mode {
            try run.end()
            try close(run)
        }
        var redactions: [RedactionCount] = []
        switch mode {
        case .binary(let file): pieces.append(.raw(try file.finish()))
        case .overflow(let file):
            let (captured, counts) = try file.finish()
            pieces.append(.raw(captured))
            redactions = counts
        case .start, .text, .run, .finished: closeText()
        }
        mode = .finished
        guard let hash = hash.take() else { preconditionFailure("a capture is finished once") }
        return CapturedBody(
            rawSHA256: hash.finish(),
            rawBytes: rawBytes,
            pieces: pieces,
            excess: excess,
            overflowRedactions: redactions
        )
    }
}
