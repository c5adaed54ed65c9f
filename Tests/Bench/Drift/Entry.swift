import ExhibitModel
import ExhibitPicture

/// `drift decode BEFORE AFTER` and `drift measure BEFORE AFTER`: what the measure costs beside the decoding.
///
/// The mask is a rectangle that is nearly free to make, because a run that measures holds one already.
@main
enum Entry {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 4 else { fatalError("drift decode|measure BEFORE AFTER") }
        let before = try PictureReader.read(try RegularFile.read(words[2])).pixels
        let after = try PictureReader.read(try RegularFile.read(words[3])).pixels
        guard words[1] == "measure" else { return print(before.size, after.size) }
        let edited = try Region(spec: "rect-pct:25:25:50:50", in: before.size)
        let mask = try MaskRecipe(size: before.size, regions: [edited]).make()
        let drift = DriftMeasure.measure(original: before, result: after, mask: mask)
        print(drift.outsideChangedPixels ?? -1, drift.outsideMeanAbsMilli ?? -1, drift.insideChangedPPM ?? -1)
    }
}
