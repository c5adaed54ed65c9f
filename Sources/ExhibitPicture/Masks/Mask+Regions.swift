extension Mask {
    /// Edits these pixels too, wholly.
    mutating func add(_ region: Region) {
        let (size, width) = (size, width)
        var bytes = bytes.mutableSpan
        for row in region.rows(in: size) {
            let columns = region.columns(in: row, of: size)
            let start = row * width
            bytes.fill((start + columns.lowerBound)..<(start + columns.upperBound), with: 255)
        }
    }
}
