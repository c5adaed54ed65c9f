package import ExhibitModel

extension Region {
    /// `rect:x:y:w:h`, `box:x1:y1:x2:y2`, `ellipse:x:y:w:h`, and each with `-pct`: percent of the picture's own edges.
    ///
    /// Every number is rounded for itself to whole pixels, halves to the even one, before anything is cut. Throws
    /// ``PictureError/invalidRegion(_:)`` for any other text, ``PictureError/emptyRegion(_:)`` when no pixel is left.
    package init(spec: String, in size: PixelSize) throws(PictureError) {
        var words = spec.split(separator: ":", omittingEmptySubsequences: false)
        let name = String(words.removeFirst())
        let isPercent = name.hasSuffix("-pct")
        let kind = isPercent ? String(name.dropLast(4)) : name
        guard let form = Self.forms[kind] else { throw .invalidRegion("\"\(spec)\": \(Self.expected)") }
        guard words.count == 4 else {
            throw .invalidRegion("\"\(spec)\": four numbers are expected, as in \(name):\(form)")
        }
        var numbers: [Int] = []
        for (position, word) in words.enumerated() {
            guard let number = ExactDecimal(word) else {
                throw .invalidRegion("\"\(spec)\": \"\(word)\" is not a number, as in \(name):\(form)")
            }
            let edge = position.isMultiple(of: 2) ? size.width : size.height
            numbers.append(isPercent ? number.rounded(times: edge, dividedBy: 100) : number.rounded())
        }
        if kind == "box" {
            guard numbers[2] >= numbers[0], numbers[3] >= numbers[1] else {
                throw .invalidRegion("\"\(spec)\": the second corner lies left of or above the first")
            }
            numbers[2] -= numbers[0]
            numbers[3] -= numbers[1]
        }
        let shape: Shape = kind == "ellipse" ? .ellipse : .rectangle
        try self.init(shape, numbers[0], numbers[1], numbers[2], numbers[3], in: size, named: spec)
    }

    private static let forms = ["rect": "x:y:width:height", "box": "x1:y1:x2:y2", "ellipse": "x:y:width:height"]

    private static let expected = """
        a region is rect:x:y:width:height, box:x1:y1:x2:y2 or ellipse:x:y:width:height in pixels, \
        or one of them as rect-pct, box-pct or ellipse-pct in percent
        """
}
