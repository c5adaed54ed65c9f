import ExhibitModel

/// One chunk of a RIFF file: a name, a little-endian length, and a pad byte after odd lengths.
struct RIFFChunk {
    /// The length of a stream whose writer could not know it.
    static let unknownLength = 0xFFFF_FFFF

    let name: String
    /// Where the content begins.
    let offset: Int
    let length: Int

    /// Nil at the end of the source; the content itself may still lie beyond it.
    init?(_ window: inout ByteWindow, at offset: Int) throws(FileFault) {
        guard let name = try window.tag(at: offset), let length = try window.little(4, at: offset + 4) else {
            return nil
        }
        self.name = name
        self.offset = offset + 8
        self.length = length
    }

    /// Where the next chunk begins.
    ///
    /// A pad byte that is missing at the very end of the file is forgiven.
    func end(in window: ByteWindow) -> Int {
        offset + length + (length % 2 == 1 && offset + length < window.count ? 1 : 0)
    }
}
