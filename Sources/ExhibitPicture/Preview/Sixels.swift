/// A picture as sixels: six rows at a time, one pass of each for every colour in it.
///
/// As VT330/340 Programmer Reference, chapter 14, and xterm's `ctlseqs` describe them.
enum Sixels {
    /// What is more transparent than not is not drawn, and shows what was there (`P2 = 1`).
    static func draw(_ picture: PixelBuffer) -> String {
        let palette = ColourPalette(of: picture, limit: 256)
        var text: [UInt8] = Array("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)".utf8)
        for (number, colour) in palette.colours.enumerated() {
            let percents = [colour.red, colour.green, colour.blue].map { (Int($0) * 100 + 127) / 255 }
            text += "#\(number);2;\(percents[0]);\(percents[1]);\(percents[2])".utf8
        }
        for top in stride(from: 0, to: picture.height, by: 6) {
            if top > 0 { text.append(UInt8(ascii: "-")) }
            append(band(picture, palette, top: top), to: &text)
        }
        return String(decoding: text + Array("\u{1B}\\".utf8), as: UTF8.self)
    }

    /// For each colour in six rows: which of them has it, a bit each, column by column.
    private static func band(_ picture: PixelBuffer, _ palette: ColourPalette, top: Int) -> [Int: [UInt8]] {
        var columns: [Int: [UInt8]] = [:]
        for row in 0..<min(6, picture.height - top) {
            for x in 0..<picture.width {
                guard let number = palette.number(of: picture[x, top + row]) else { continue }
                columns[number, default: Array(repeating: 0, count: picture.width)][x] |= 1 << row
            }
        }
        return columns
    }

    private static func append(_ band: [Int: [UInt8]], to text: inout [UInt8]) {
        for (pass, (number, columns)) in band.sorted(by: { $0.key < $1.key }).enumerated() {
            if pass > 0 { text.append(UInt8(ascii: "$")) }
            text += "#\(number)".utf8
            let end = (columns.lastIndex { $0 != 0 } ?? -1) + 1
            appendRuns(columns[..<end], to: &text)
        }
    }

    /// `!n` repeats a sixel, which is worth its digits from four on.
    private static func appendRuns(_ columns: ArraySlice<UInt8>, to text: inout [UInt8]) {
        var at = columns.startIndex
        while at < columns.endIndex {
            let run = columns[at...].prefix { $0 == columns[at] }.count
            let sixel = columns[at] + UInt8(ascii: "?")
            if run > 3 { text += "!\(run)".utf8 }
            text += Array(repeating: sixel, count: run > 3 ? 1 : run)
            at += run
        }
    }
}
