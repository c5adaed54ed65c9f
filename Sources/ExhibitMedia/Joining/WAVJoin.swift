package import ExhibitModel

/// Several WAVE files of one format as one: the samples end to end, unchanged (`wav.join@1`).
///
/// The same parts give the same bytes. Whatever else the parts hold, such as titles, is left out; the mark of the sandbox
/// is carried over when any part has it. Memory is one window, however long the parts are.
package struct WAVJoin: Sendable {
    private struct Part: Sendable {
        let source: ByteSource
        let samples: Range<Int>
    }

    /// As entries name it; other bytes for the same parts would be another version.
    package static let operation = "wav.join@1"

    /// A header's lengths have 32 bits.
    private static let lengthLimit = Int(UInt32.max)

    package let sound: SoundFormat
    /// Of the whole file that ``write(_:)`` gives.
    package let byteCount: Int
    package let durationMilliseconds: Int
    private let head: [UInt8]
    private let parts: [Part]
    private let isPadded: Bool

    /// Checks the parts; none of their samples is read yet.
    package init(_ sources: [ByteSource]) throws(WAVJoinError) {
        var parts: [Part] = []
        var format: WAVFormat?
        var isMarked = false
        for (index, source) in sources.enumerated() {
            let layout = try Self.layout(source, index)
            guard let own = layout.format, let samples = layout.samples, layout.isWhole,
                samples.count.isMultiple(of: own.bytesPerFrame)
            else { throw .incomplete(part: index) }
            guard own.isPCM else { throw .notPCM(part: index) }
            if let first = format, first.bytes != own.bytes {
                throw .formatDiffers(part: index, first.sound, own.sound)
            }
            format = format ?? own
            isMarked = isMarked || layout.hasMark
            parts.append(Part(source: source, samples: samples))
        }
        guard let format else { throw .noParts }
        let bytes = parts.reduce(0) { $0 + $1.samples.count }
        guard bytes < Self.lengthLimit - 1024 else { throw .tooLong }
        head = Self.head(format, bytes: bytes, isMarked: isMarked)
        isPadded = bytes % 2 == 1
        byteCount = head.count + bytes + (isPadded ? 1 : 0)
        durationMilliseconds = MediaTime.milliseconds(bytes, per: format.bytesPerSecond) ?? 0
        sound = format.sound
        self.parts = parts
    }

    /// Gives the file in pieces, in order.
    ///
    /// - Throws: a part's fault, `EIO` for one that became shorter since it was checked, or what `sink` throws.
    package func write(_ sink: (ArraySlice<UInt8>) throws(FileFault) -> Void) throws(FileFault) {
        try sink(head[...])
        for part in parts {
            var window = ByteWindow(part.source)
            var offset = part.samples.lowerBound
            while offset < part.samples.upperBound {
                let piece = try window.piece(at: offset, limit: part.samples.upperBound - offset)
                guard !piece.isEmpty else { throw FileFault("read", "a part of the joined file", errno: 5) }  // EIO
                try sink(piece)
                offset += piece.count
            }
        }
        if isPadded { try sink([0]) }
    }

    private static func layout(_ source: ByteSource, _ index: Int) throws(WAVJoinError) -> WAVLayout {
        do throws(FileFault) {
            var window = ByteWindow(source)
            if try window.tag(at: 0) == "RIFF", try window.tag(at: 8) == "WAVE" { return try WAVLayout(&window) }
        } catch {
            throw .unreadable(part: index, error)
        }
        throw .notWAV(part: index)
    }

    private static func head(_ format: WAVFormat, bytes: Int, isMarked: Bool) -> [UInt8] {
        let mark = Array("\(SimulationMark.keyword): \(SimulationMark.meaning)".utf8)
        let comment = isMarked ? chunk("LIST", Array("INFO".utf8) + chunk("ICMT", mark)) : []
        let content = Array("WAVE".utf8) + chunk("fmt ", format.bytes) + comment
        let length = content.count + 8 + bytes + bytes % 2
        return Array("RIFF".utf8) + little(length) + content + Array("data".utf8) + little(bytes)
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count) + content + (content.count % 2 == 1 ? [0] : [])
    }

    private static func little(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
