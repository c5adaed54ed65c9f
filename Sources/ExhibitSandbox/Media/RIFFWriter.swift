import ExhibitMedia

/// Chunks of a RIFF file: name, little-endian length, content, and a pad byte after odd lengths.
enum RIFFWriter {
    static func file(_ form: String, _ chunks: [[UInt8]]) -> [UInt8] {
        chunk("RIFF", Array(form.utf8) + chunks.flatMap(\.self))
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count, 4) + content + (content.count.isMultiple(of: 2) ? [] : [0])
    }

    /// The comment that says who made this (`LIST` of type `INFO`).
    static var mark: [UInt8] {
        let text = "\(SimulationMark.keyword): \(SimulationMark.meaning)"
        return chunk("LIST", Array("INFO".utf8) + chunk("ICMT", Array(text.utf8) + [0]))
    }

    static func little(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
