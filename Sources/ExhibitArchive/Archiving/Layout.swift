import ExhibitModel

/// A body as one text to be searched, with holes where files and private values stand.
struct Layout {
    enum Content {
        case base64(Base64Shape, Digest, bytes: Int, CapturedFile?)
        case raw(Digest, bytes: Int, CapturedFile?)
        case privateText(String, PrivateEncoding)
    }

    struct Hole {
        let range: Range<Int>
        let content: Content

        /// At least how many bytes of the body it stands for; a private text counts as it is.
        var decodedWidth: Int {
            switch content {
            case .base64(_, _, let bytes, _), .raw(_, let bytes, _): bytes
            case .privateText(let text, let encoding): encoding.bytes(of: text).count
            }
        }

        /// Exactly how many: base64 is spelled out to be counted, since only the bytes know how many slashes it has.
        func width() throws(FileFault) -> Int {
            guard case .base64(let shape, _, _, let file?) = content else { return decodedWidth }
            var encoder = Base64Encoder(shape)
            var count = 0
            try file.source.read { window throws(FileFault) in count += encoder.encode(window).count }
            return count + encoder.finish().count
        }
    }

    private var builder = BodyText.Builder()
    private(set) var holes: [Hole] = []

    var text: [UInt8] { builder.text.bytes }

    var count: Int { builder.count }

    mutating func append(_ text: [UInt8]) { builder.append(text) }

    mutating func append(_ content: Content) {
        holes.append(Hole(range: builder.append(.withheld), content: content))
    }

    /// `range` with the whole of every hole that it touches.
    func covering(_ range: Range<Int>) -> Range<Int> {
        holes(in: range).reduce(range) { range, hole in
            min(range.lowerBound, hole.range.lowerBound)..<max(range.upperBound, hole.range.upperBound)
        }
    }

    func holes(in range: Range<Int>) -> ArraySlice<Hole> {
        var low = 0
        var high = holes.count
        while low < high {
            let middle = (low + high) / 2
            if holes[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return holes[low...].prefix { $0.range.lowerBound < range.upperBound }
    }

    /// How many bytes of the body the range stands for.
    func width(of range: Range<Int>) throws(FileFault) -> Int {
        var width = range.count
        for hole in holes(in: range) { width += try hole.width() - hole.range.count }
        return width
    }

    /// The range as it stands in the body, its base64 spelled out; nil when it holds anything else, or one of more than
    /// `limit` bytes.
    func spelled(_ range: Range<Int>, in text: [UInt8], limit: Int) throws(FileFault) -> [UInt8]? {
        guard holes(in: range).allSatisfy({ $0.decodedWidth <= limit }) else { return nil }
        var bytes: [UInt8] = []
        var place = range.lowerBound
        for hole in holes(in: range) {
            bytes += text[place..<hole.range.lowerBound]
            guard case .base64(let shape, _, _, let file?) = hole.content else { return nil }
            var encoder = Base64Encoder(shape)
            try file.source.read { window throws(FileFault) in bytes += encoder.encode(window) }
            bytes += encoder.finish()
            place = hole.range.upperBound
        }
        return bytes + text[place..<range.upperBound]
    }
}
