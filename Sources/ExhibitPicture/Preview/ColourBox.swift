/// The pixels of a picture whose colours agree in the upper five bits of red, green and blue.
struct ColourCell {
    /// Five bits each, red above green above blue.
    let index: Int
    /// Of red, green and blue; the fourth is the number of pixels.
    fileprivate(set) var sums: SIMD4<Int>

    static func cells(of picture: PixelBuffer) -> [ColourCell] {
        let bytes = picture.bytes.span
        var cells = (0..<(1 << 15)).map { ColourCell(index: $0, sums: .zero) }
        for offset in stride(from: 0, to: bytes.count, by: 4) {
            let pixel = bytes.pixel(at: offset)
            guard pixel.w >= 128 else { continue }
            cells[index(pixel)].sums &+= SIMD4(Int(pixel.x), Int(pixel.y), Int(pixel.z), 1)
        }
        return cells.filter { $0.sums.w > 0 }
    }

    static func index(_ pixel: SIMD4<UInt8>) -> Int {
        Int(pixel.x >> 3) << 10 | Int(pixel.y >> 3) << 5 | Int(pixel.z >> 3)
    }
}

/// Cells that share one colour.
struct ColourBox {
    let cells: [ColourCell]
    private let sums: SIMD4<Int>
    /// By how many bits a cell's index is shifted to have the part that differs most, and by how much it does.
    private let widest: (shift: Int, width: Int)

    init(_ cells: [ColourCell]) {
        self.cells = cells
        sums = cells.reduce(into: .zero) { $0 &+= $1.sums }
        // Green first: of equal differences the eye sees that one best.
        let widths = [5, 10, 0].map { shift in
            let steps = cells.map { $0.index >> shift & 31 }
            return (shift: shift, width: (steps.max() ?? 0) - (steps.min() ?? 0))
        }
        widest = widths.reduce(widths[0]) { $1.width > $0.width ? $1 : $0 }
    }

    /// A box of many and of different pixels is cut first; one of 0 cannot be.
    var priority: Int { sums.w * widest.width * widest.width }

    var mean: Colour {
        let mean = (sums &+ sums.w / 2) / sums.w
        return Colour(UInt8(mean.x), UInt8(mean.y), UInt8(mean.z))
    }

    /// Cut where half of the pixels lie on either side; nil for a single colour.
    func halves() -> (ColourBox, ColourBox)? {
        guard widest.width > 0 else { return nil }
        let sorted = cells.sorted {
            ($0.index >> widest.shift & 31, $0.index) < ($1.index >> widest.shift & 31, $1.index)
        }
        var cut = 1
        var pixels = sorted[0].sums.w
        while cut < sorted.count - 1, pixels + sorted[cut].sums.w <= sums.w / 2 {
            pixels += sorted[cut].sums.w
            cut += 1
        }
        return (ColourBox(Array(sorted[..<cut])), ColourBox(Array(sorted[cut...])))
    }
}
