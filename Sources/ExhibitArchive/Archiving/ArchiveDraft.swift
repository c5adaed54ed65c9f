import ExhibitCrypto
import ExhibitModel
import ExhibitRedaction

/// An ``ArchivedBody`` in the making.
struct ArchiveDraft {
    private let layout: Layout
    private let sealKey: [UInt8]
    private let random: (Int) -> [UInt8]
    private var segments: [Segment] = []
    private var blobs: [StagedBlob] = []
    private var staged: Set<Digest> = []
    private var commitments: [PrivateValue] = []
    private var sealed: [SealedBox] = []
    private var redactions: [String: Int] = [:]

    /// A signed URL's query beyond this is no URL's.
    private static let longestQuery = 1 << 16

    init(_ layout: Layout, sealKey: [UInt8], random: @escaping (Int) -> [UInt8]) {
        self.layout = layout
        self.sealKey = sealKey
        self.random = random
    }

    /// Writes the layout's text, with its holes, so that neither `spans` nor `privates` stand in it in clear.
    ///
    /// Where they overlap, credentials come first, then private values: those take a signed query along.
    mutating func write(_ text: [UInt8], hiding spans: [RedactionSpan], _ privates: [Range<Int>]) throws(FileFault) {
        let credentials = spans.filter { $0.kind == .credential }
        let cuts = Self.subtract(credentials.map { layout.covering($0.range) }, from: privates)
        var hidden = credentials.map { ($0.range, Hidden.credential($0)) } + cuts.map { ($0, Hidden.privateValue) }
        for query in spans where query.kind == .signedQuery {
            hidden += Self.subtract(cuts, from: [query.range]).map { ($0, Hidden.query(query)) }
        }
        hidden.sort { $0.0.lowerBound < $1.0.lowerBound }
        var place = 0
        for (range, kind) in hidden {
            let whole = layout.covering(range)
            guard whole.upperBound > place else { continue }
            let range = max(place, whole.lowerBound)..<whole.upperBound
            write(text, place..<range.lowerBound)
            switch kind {
            case .credential(let span): try redact(span, range)
            case .query(let span): try seal(span, range, in: text)
            case .privateValue: commit(range, in: text)
            }
            place = range.upperBound
        }
        write(text, place..<text.count)
    }

    private enum Hidden {
        case credential(RedactionSpan)
        case query(RedactionSpan)
        case privateValue
    }

    private static func subtract(_ holes: [Range<Int>], from ranges: [Range<Int>]) -> [Range<Int>] {
        var rest: [Range<Int>] = []
        var next = 0
        for range in ranges {
            var start = range.lowerBound
            while next < holes.count, holes[next].upperBound <= start { next += 1 }
            var hole = next
            while hole < holes.count, holes[hole].lowerBound < range.upperBound {
                if holes[hole].lowerBound > start { rest.append(start..<holes[hole].lowerBound) }
                start = max(start, holes[hole].upperBound)
                hole += 1
            }
            if start < range.upperBound { rest.append(start..<range.upperBound) }
        }
        return rest
    }

    /// Text in clear, and the holes in it.
    private mutating func write(_ text: [UInt8], _ range: Range<Int>) {
        var place = range.lowerBound
        for hole in layout.holes(in: range) {
            stageText(text[place..<hole.range.lowerBound])
            write(hole)
            place = hole.range.upperBound
        }
        stageText(text[place..<range.upperBound])
    }

    private mutating func write(_ hole: Layout.Hole) {
        switch hole.content {
        case .base64(let shape, let digest, _, let file):
            segments.append(.base64(digest, shape))
            stage(file)
        case .raw(let digest, _, let file):
            segments.append(.raw(digest))
            stage(file)
        case .privateText(let value, let encoding): commit(value, encoding)
        }
    }

    private mutating func stageText(_ text: ArraySlice<UInt8>) {
        guard !text.isEmpty else { return }
        let blob = StagedBlob(Array(text), media: "text/plain")
        segments.append(.text(blob.sha256))
        if staged.insert(blob.sha256).inserted { blobs.append(blob) }
    }

    private mutating func stage(_ file: CapturedFile?) {
        // The second file of the same bytes goes with its last reference.
        if let file, staged.insert(file.sha256).inserted { blobs.append(file.take()) }
    }

    private mutating func redact(_ span: RedactionSpan, _ range: Range<Int>) throws(FileFault) {
        segments.append(.redacted(rule: span.rule, tag: span.tag, bytes: try layout.width(of: range)))
        redactions[span.rule, default: 0] += 1
    }

    private mutating func seal(_ span: RedactionSpan, _ range: Range<Int>, in text: [UInt8]) throws(FileFault) {
        guard let bytes = try layout.spelled(range, in: text, limit: Self.longestQuery),
            let query = String(validating: bytes, as: UTF8.self)
        else { return try redact(span, range) }
        let box = SealedBox.seal(query, key: sealKey, random: random)
        sealed.append(box)
        segments.append(.sealed(box.commit))
    }

    private mutating func commit(_ range: Range<Int>, in text: [UInt8]) {
        guard let (value, encoding) = PrivateEncoding.reading(Array(text[range])) else {
            // Not a text, so not the user's: a prompt is found as itself in any case.
            return write(text, range)
        }
        commit(value, encoding)
    }

    private mutating func commit(_ value: String, _ encoding: PrivateEncoding) {
        let salt = random(Commitment.saltLength)
        let commit = Commitment.hex(salt: salt, value: value)
        commitments.append(PrivateValue(text: value, commit: commit, salt: salt))
        segments.append(.commit(commit, encoding))
    }

    /// Appends the overflow, after a last look for prompts, and says so when it is not what was received.
    mutating func write(
        _ overflow: CapturedFile,
        redactions counts: [RedactionCount],
        _ scrubber: RedactionStream
    ) throws(FileFault) {
        var scrubber = scrubber
        let copy = try HashedFile(in: RegularFile.folder(of: overflow.path))
        try overflow.source.read { window throws(FileFault) in try copy.append(scrubber.push(window)) }
        try copy.append(scrubber.finish())
        let scrubbed = try copy.finish()
        let isClean = scrubbed.sha256 == overflow.sha256
        let kept = isClean ? overflow : scrubbed
        for count in counts + scrubber.counts { redactions[count.rule, default: 0] += count.count }
        if !isClean || !counts.isEmpty {
            segments.append(.redacted(rule: "overflow", tag: String(kept.sha256.hex.prefix(8)), bytes: 0))
        }
        segments.append(.raw(kept.sha256))
        stage(kept)
    }

    func archived() -> ArchivedBody {
        let document = BodyDocument(segments)
        let blob = StagedBlob(document.canonical, media: "application/json")
        let counts = redactions.sorted { $0.key < $1.key }.map { RedactionCount(rule: $0.key, count: $0.value) }
        return ArchivedBody(
            document: document,
            documentDigest: blob.sha256,
            blobs: blobs + [blob],
            commitments: commitments,
            sealed: sealed,
            redactions: counts
        )
    }
}
