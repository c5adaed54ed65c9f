import ExhibitModel

/// The comment header that Ogg and FLAC files share: a vendor's name, then fields `NAME=value` (lengths little-endian).
enum VorbisComment {
    /// Whether a field within `range` is the sandbox's; field names know no case.
    static func hasMark(_ window: inout ByteWindow, _ range: Range<Int>) throws(FileFault) -> Bool {
        guard let vendor = try window.little(4, at: range.lowerBound), vendor <= range.count,
            var left = try window.little(4, at: range.lowerBound + 4 + vendor)
        else { return false }
        var offset = range.lowerBound + 8 + vendor
        let name = Array((SimulationMark.keyword + "=").utf8)
        while left > 0, offset + 4 <= range.upperBound, let length = try window.little(4, at: offset) {
            offset += 4
            guard length <= range.upperBound - offset else { return false }
            if length >= name.count, let start = try window.bytes(at: offset, name.count),
                start.map(lowerCased) == name
            {
                return true
            }
            offset += length
            left -= 1
        }
        return false
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
}
