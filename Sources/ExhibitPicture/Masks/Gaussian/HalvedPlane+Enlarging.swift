extension HalvedPlane {
    /// Back to a plane of whole levels after `halvings`, by linear interpolation.
    func enlarged(width: Int, height: Int, halvings: Int) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: width * height)
        var written = plane.mutableSpan
        var line = [UInt32](repeating: 0, count: columns)
        let step = 1 << halvings
        for y in 0..<height {
            // In half pixels of the plane, from the centre of the first row here.
            let down = 2 * y + 1 + (2 * Self.margin - 1) * step
            mix(row: down >> (halvings + 1), part: UInt32(down & (2 * step - 1)), of: UInt32(2 * step), into: &line)
            interpolate(line, halvings, into: &written, (y * width)..<((y + 1) * width))
        }
        return plane
    }

    private func mix(row: Int, part: UInt32, of whole: UInt32, into line: inout [UInt32]) {
        var line = line.mutableSpan
        let above = levels.span.extracting((row * columns)..<((row + 1) * columns))
        let below = levels.span.extracting(((row + 1) * columns)..<((row + 2) * columns))
        for at in line.indices { line[at] = UInt32(above[at]) &* (whole - part) &+ UInt32(below[at]) &* part }
    }

    private func interpolate(
        _ line: [UInt32],
        _ halvings: Int,
        into target: inout MutableSpan<UInt8>,
        _ row: Range<Int>
    ) {
        let step = 1 << halvings
        // 7 bits of fraction, and those of both interpolations.
        let fraction = UInt32(7 + 2 * (halvings + 1))
        for column in 0..<(columns - 1) {
            let left = (column - Self.margin) * step + step / 2
            let range = (left..<(left + step)).clamped(to: 0..<row.count)
            // Differences below 0 wrap, and the sum wraps back.
            let slope = line[column + 1] &- line[column]
            let base = line[column] << UInt32(halvings + 1) &+ UInt32(1) << (fraction - 1)
            for x in range {
                let level = base &+ slope &* UInt32(truncatingIfNeeded: 2 * (x - left) + 1)
                target[row.lowerBound + x] = UInt8(truncatingIfNeeded: level >> fraction)
            }
        }
    }
}
