import ExhibitModel

/// One page of an Ogg stream (RFC 3533 §6), its checksum verified.
struct OggPage {
    /// Before the table of segment lengths, which adds at most 255 bytes, and 255 segments of at most 255.
    private static let headerLength = 27

    let begins: Bool
    let ends: Bool
    /// Samples up to the last packet that ends on this page, in the codec's count; nil when none does.
    let position: Int?
    let serial: Int
    let sequence: Int
    /// Where the content stands in the source.
    let content: Range<Int>

    /// Nil when no whole page with a right checksum stands there.
    init?(_ window: inout ByteWindow, at offset: Int) throws(FileFault) {
        guard let header = try window.bytes(at: offset, Self.headerLength),
            header.starts(with: "OggS".utf8), header[4] == 0,
            let lengths = try window.bytes(at: offset + Self.headerLength, Int(header[26]))
        else { return nil }
        let start = offset + Self.headerLength + lengths.count
        let count = lengths.reduce(0) { $0 + Int($1) }
        guard let body = try window.bytes(at: start, count) else { return nil }
        var sum = ForwardCRC.ogg
        sum.update(header[..<22])
        sum.update([0, 0, 0, 0])
        sum.update(header[26...])
        sum.update(lengths)
        sum.update(body)
        guard Int(sum.value) == Self.little(header[22..<26]) else { return nil }
        begins = header[5] & 2 != 0
        ends = header[5] & 4 != 0
        position = header[13] < 0x80 ? Self.little(header[6..<14]) : nil
        serial = Self.little(header[14..<18])
        sequence = Self.little(header[18..<22])
        content = start..<(start + count)
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
