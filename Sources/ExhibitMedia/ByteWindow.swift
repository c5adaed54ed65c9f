import ExhibitModel

/// A view of a source that keeps one piece of it at a time.
///
/// Every position is checked against the source's size before it is used, so a length field that lies gives nil
/// and never a trap.
struct ByteWindow {
    static let size = 256 * 1024

    let count: Int
    private let source: ByteSource
    private var start = 0
    private var piece: [UInt8] = []

    init(_ source: ByteSource) {
        self.source = source
        count = source.count
    }

    /// Whether `length` bytes lie between `offset` and the end.
    func holds(_ length: Int, at offset: Int) -> Bool {
        offset >= 0 && length >= 0 && offset <= count && length <= count - offset
    }

    /// What is at hand from `offset` on: at least one byte, at most `limit`; empty at the end of the source.
    mutating func piece(at offset: Int, limit: Int) throws(FileFault) -> ArraySlice<UInt8> {
        guard offset >= 0, offset < count, limit > 0 else { return [] }
        if offset < start || offset - start >= piece.count {
            piece = try source.read(offset, min(Self.size, count - offset))
            start = offset
        }
        let from = offset - start
        return piece[from..<(from + min(limit, piece.count - from))]
    }

    /// Exactly `length` bytes, or nil when the source ends before.
    mutating func bytes(at offset: Int, _ length: Int) throws(FileFault) -> [UInt8]? {
        guard holds(length, at: offset) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        while bytes.count < length {
            let more = try piece(at: offset + bytes.count, limit: length - bytes.count)
            guard !more.isEmpty else { return nil }
            bytes += more
        }
        return bytes
    }

    mutating func byte(at offset: Int) throws(FileFault) -> UInt8? {
        try piece(at: offset, limit: 1).first
    }

    /// An unsigned number of 1 to 7 bytes, most significant first.
    mutating func big(_ length: Int, at offset: Int) throws(FileFault) -> Int? {
        try bytes(at: offset, length)?.reduce(0) { $0 << 8 | Int($1) }
    }

    /// An unsigned number of 1 to 7 bytes, least significant first.
    mutating func little(_ length: Int, at offset: Int) throws(FileFault) -> Int? {
        try bytes(at: offset, length)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// An unsigned number of 8 bytes, most significant first; nil also when it passes `Int.max`.
    mutating func big64(at offset: Int) throws(FileFault) -> Int? {
        guard let bytes = try bytes(at: offset, 8), bytes[0] < 0x80 else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Four characters that name a chunk or box, as text.
    mutating func tag(at offset: Int) throws(FileFault) -> String? {
        try bytes(at: offset, 4).map { String(decoding: $0, as: Unicode.ASCII.self) }
    }

    mutating func starts(with text: String, at offset: Int) throws(FileFault) -> Bool {
        try bytes(at: offset, text.utf8.count).map { $0.elementsEqual(text.utf8) } ?? false
    }
}
