import ExhibitModel

/// The comment in a RIFF file's `LIST` of type `INFO`: where WAVE has it, and where our WebP has it too.
enum RIFFComment {
    static func hasMark(_ list: RIFFChunk, _ window: inout ByteWindow) throws(FileFault) -> Bool {
        guard list.length >= 4, try window.tag(at: list.offset) == "INFO" else { return false }
        var offset = list.offset + 4
        while let chunk = try RIFFChunk(&window, at: offset), chunk.offset + chunk.length <= list.offset + list.length {
            let length = SimulationMark.keyword.utf8.count
            if chunk.name == "ICMT", chunk.length >= length,
                try window.starts(with: SimulationMark.keyword, at: chunk.offset)
            {
                return true
            }
            offset = chunk.end(in: window)
        }
        return false
    }
}
