import ExhibitModel

/// PNG (third edition): every chunk's length, name and checksum up to IEND, which must end the file.
enum PNGWalk {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private struct Progress {
        var facts = MediaFacts(.png)
        var hasImageData = false
        var ended = false
    }

    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var progress = Progress()
        var offset = signature.count
        while let length = try window.big(4, at: offset), let name = try window.bytes(at: offset + 4, 4) {
            guard window.holds(length, at: offset + 8), window.holds(4, at: offset + 8 + length),
                name.allSatisfy(isLetter), try checksumHolds(&window, offset, length),
                try take(name, offset + 8, length, &window, &progress)
            else { break }
            offset += length + 12
            if progress.ended { break }
        }
        progress.facts.complete = progress.ended && progress.hasImageData && offset == window.count
        return progress.facts
    }

    /// False when the chunk may not stand where it stands.
    private static func take(
        _ name: [UInt8],
        _ offset: Int,
        _ length: Int,
        _ window: inout ByteWindow,
        _ progress: inout Progress
    ) throws(FileFault) -> Bool {
        let name = String(decoding: name, as: Unicode.ASCII.self)
        guard (name == "IHDR") == (progress.facts.width == nil) else { return false }
        switch name {
        case "IHDR":
            guard length == 13, let width = try window.big(4, at: offset),
                let height = try window.big(4, at: offset + 4),
                width > 0, height > 0, width <= Int32.max, height <= Int32.max
            else { return false }
            progress.facts.width = width
            progress.facts.height = height
        case "IDAT":
            progress.hasImageData = true
        case "acTL" where length == 8 && !progress.hasImageData:
            progress.facts.frames = try window.big(4, at: offset)
        case "tEXt", "zTXt", "iTXt":
            let keyword = try window.bytes(at: offset, min(length, SimulationMark.keyword.utf8.count + 1)) ?? []
            if keyword.elementsEqual(Array(SimulationMark.keyword.utf8) + [0]) { progress.facts.simulated = true }
        case "IEND":
            progress.ended = length == 0
            return progress.ended
        default: break
        }
        return true
    }

    private static func checksumHolds(
        _ window: inout ByteWindow,
        _ offset: Int,
        _ length: Int
    ) throws(FileFault) -> Bool {
        var sum = CRC32()
        var position = offset + 4
        let end = offset + 8 + length
        while position < end {
            let piece = try window.piece(at: position, limit: end - position)
            guard !piece.isEmpty else { return false }
            sum.update(piece)
            position += piece.count
        }
        return try window.big(4, at: end).map { $0 == Int(sum.value) } ?? false
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
    }
}
