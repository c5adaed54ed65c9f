import ExhibitJSON

extension ManifestReader {
    /// Whether one of the first two lines is an object by itself, as no line of an indented document is.
    var isJSONLines: Bool {
        if named == .jsonLines { return true }
        return ranges(atMost: 2).contains { range in
            // A refusal is the answer.
            (try? JSONReader.read(Array(bytes[range]), .reply))?.object != nil
        }
    }

    mutating func lines() -> [ManifestItem] {
        var position = SourcePosition()
        var items: [ManifestItem] = []
        for range in ranges() {
            position.advance(to: range.lowerBound, in: bytes)
            do throws(JSONError) {
                let value = try JSONReader.read(Array(bytes[range]), .reply)
                if let item = item(value, range, position) { items.append(item) }
            } catch {
                problems.add(ManifestProblem(error, from: position))
            }
        }
        return items
    }

    /// The lines that are not blank, without the space around them.
    private func ranges(atMost limit: Int = .max) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < bytes.count, ranges.count < limit {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if let first = bytes[start..<end].firstIndex(where: { !Self.isSpace($0) }),
                let last = bytes[start..<end].lastIndex(where: { !Self.isSpace($0) })
            {
                ranges.append(first..<last + 1)
            }
            start = end + 1
        }
        return ranges
    }
}
