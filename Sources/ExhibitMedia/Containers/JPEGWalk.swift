import ExhibitModel

/// JPEG (ITU-T T.81): marker segments and entropy-coded data up to EOI, which must end the file.
enum JPEGWalk {
    private struct Progress {
        var facts = MediaFacts(.jpeg)
        var hasScan = false
    }

    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        var progress = Progress()
        var offset = 2
        while let marker = try marker(&window, &offset) {
            switch marker {
            case 0xD9:
                let sized = progress.facts.width ?? 0 > 0 && progress.facts.height ?? 0 > 0
                progress.facts.complete = sized && progress.hasScan && offset == window.count
                return progress.facts
            case 0x01, 0xD0...0xD7:
                continue
            case 0x00, 0xD8:
                return progress.facts
            default:
                guard let length = try window.big(2, at: offset), length >= 2, window.holds(length, at: offset) else {
                    return progress.facts
                }
                try take(marker, offset + 2, length - 2, &window, &progress)
                offset += length
                if marker == 0xDA, try !skipEntropyCodedData(&window, &offset) { return progress.facts }
            }
        }
        return progress.facts
    }

    private static func take(
        _ marker: UInt8,
        _ offset: Int,
        _ length: Int,
        _ window: inout ByteWindow,
        _ progress: inout Progress
    ) throws(FileFault) {
        switch marker {
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard progress.facts.width == nil, length >= 6 else { return }
            progress.facts.height = try window.big(2, at: offset + 1)
            progress.facts.width = try window.big(2, at: offset + 3)
        case 0xDC where length == 2 && progress.facts.height == 0:
            // T.81 B.2.5: a height of 0 is stated after the first scan, by DNL.
            progress.facts.height = try window.big(2, at: offset)
        case 0xDA:
            progress.hasScan = true
        case 0xFE:
            let text = try window.bytes(at: offset, min(length, SimulationMark.keyword.utf8.count)) ?? []
            if SimulationMark.begins(text) { progress.facts.simulated = true }
        default: break
        }
    }

    /// The next marker's second byte, `offset` moved past it; nil when no marker stands there.
    private static func marker(_ window: inout ByteWindow, _ offset: inout Int) throws(FileFault) -> UInt8? {
        guard try window.byte(at: offset) == 0xFF else { return nil }
        while let byte = try window.byte(at: offset) {
            offset += 1
            if byte != 0xFF { return byte }
        }
        return nil
    }

    /// Moves to the marker that ends the scan; false when the source ends first.
    private static func skipEntropyCodedData(
        _ window: inout ByteWindow,
        _ offset: inout Int
    ) throws(FileFault) -> Bool {
        while true {
            let piece = try window.piece(at: offset, limit: ByteWindow.size)
            guard !piece.isEmpty else { return false }
            guard let found = piece.firstIndex(of: 0xFF) else {
                offset += piece.count
                continue
            }
            offset += found - piece.startIndex
            guard let next = try window.byte(at: offset + 1) else { return false }
            switch next {
            case 0x00, 0xD0...0xD7: offset += 2
            case 0xFF: offset += 1
            default: return true
            }
        }
    }
}
