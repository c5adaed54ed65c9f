import ExhibitModel

/// Where a WAVE file has its format and its samples.
struct WAVLayout {
    /// A stated length from here on is a streaming writer's stand-in: 0xFFFFFFFF, or just under 2 GiB.
    ///
    /// No file that is read here is so long: what a provider sends ends at 1 GiB.
    private static let unknownLength = 0x7FFF_0000

    private(set) var format: WAVFormat?
    private(set) var samples: Range<Int>?
    /// Every length is right, or the writer said that it could not know.
    private(set) var isWhole = false
    private(set) var hasMark = false

    init(_ window: inout ByteWindow) throws(FileFault) {
        let stated = try window.little(4, at: 4) ?? 0
        var offset = 12
        while let chunk = try RIFFChunk(&window, at: offset) {
            if chunk.name == "data", chunk.length >= Self.unknownLength, !window.holds(chunk.length, at: chunk.offset) {
                takeStream(from: chunk.offset, stated, window)
                return
            }
            guard window.holds(chunk.length, at: chunk.offset) else { return }
            switch chunk.name {
            case "fmt ": format = try WAVFormat(chunk, &window)
            case "data" where samples == nil: samples = chunk.offset..<(chunk.offset + chunk.length)
            case "data": return
            case "LIST": if try RIFFComment.hasMark(chunk, &window) { hasMark = true }
            default: break
            }
            offset = chunk.end(in: window)
        }
        isWhole = offset == window.count && stated == window.count - 8
    }

    /// Speech that is sent while it is spoken states no lengths; it is whole when it ends on a whole frame.
    private mutating func takeStream(from offset: Int, _ stated: Int, _ window: ByteWindow) {
        samples = offset..<window.count
        let bytes = window.count - offset
        isWhole = stated >= Self.unknownLength && bytes > 0 && bytes.isMultiple(of: format?.bytesPerFrame ?? 1)
    }
}
