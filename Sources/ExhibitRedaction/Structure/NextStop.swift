/// Where the next byte of some class is, asked again and again from growing places without reading anything twice.
///
/// That is what keeps a text of nothing but openings linear.
struct NextStop {
    private var known = 0..<0
    private let isStop: (_ text: [UInt8], _ place: Int) -> Bool

    init(_ isStop: @escaping (_ text: [UInt8], _ place: Int) -> Bool) {
        self.isStop = isStop
    }

    /// The first stop at or behind `start`, or the end of the text.
    mutating func place(from start: Int, in text: [UInt8]) -> Int {
        if known.contains(start) { return known.upperBound }
        var place = start
        while place < text.count, !isStop(text, place) { place += 1 }
        known = start..<place
        return place
    }
}
