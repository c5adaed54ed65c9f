/// One direction of a ``BlurGrid``: where its cells lie in the source.
struct BlurAxis {
    /// On each side of the canvas: so far out that there is nothing but the edge's sample left.
    let margin: Int
    let cells: Int
    /// In samples of the source.
    let origin: Double
    let extent: Double

    init(source: Int, canvas: Int, shift: Int) {
        let cell = 1 << shift
        let step = Double(cell * source) / Double(canvas)
        margin = Int((Lanczos.support * max(1, 1 / step)).rounded(.up)) + 1
        cells = (canvas + cell - 1) >> shift + 2 * margin
        origin = -step * Double(margin)
        extent = step * Double(cells)
    }
}
