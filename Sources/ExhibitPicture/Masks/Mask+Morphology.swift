extension Mask {
    /// Every pixel becomes the largest of the square of `2 * radius + 1` around it: the edited area grows.
    ///
    /// What lies outside of the picture counts as kept. The time is the same for every radius.
    package func expanded(by radius: Int) -> Mask {
        precondition(radius >= 0, "a radius below 0 is refused where the numbers come from")
        guard radius > 0 else { return self }
        var expanded = self
        expanded.bytes = rowsExpanded(by: radius)
        var columns = ColumnMaximum(radius: radius, width: width, height: height)
        columns.replace(&expanded.bytes)
        return expanded
    }

    /// Every pixel becomes the smallest of the square around it: the edited area shrinks.
    ///
    /// What lies outside of the picture counts as edited, so an area that reaches the picture's edge stays there; Pillow
    /// and OpenCV do the same.
    package func shrunk(by radius: Int) -> Mask {
        // The smallest of an area is what the largest of its complement leaves.
        radius == 0 ? self : inverted().expanded(by: radius).inverted()
    }

    private func rowsExpanded(by radius: Int) -> [UInt8] {
        let source = bytes.span
        var result = [UInt8](repeating: 0, count: bytes.count)
        var written = result.mutableSpan
        var rows = RowMaximum(radius: radius, width: width)
        var computed = 0
        for start in stride(from: 0, to: bytes.count, by: width) {
            let row = source.extracting(start..<(start + width))
            // Most rows of most masks are as the one above.
            if start == 0 || !row.isEqual(to: source.extracting((start - width)..<start)) {
                rows.write(row, to: &written, at: start)
                computed = start
            } else {
                written.copy(computed..<(computed + width), to: start)
            }
        }
        return result
    }
}
