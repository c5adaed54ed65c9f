import ExhibitModel
import ExhibitPicture
import Testing

@testable import ExhibitCommands

@Suite struct MaskOptionTests {
    private func mask(_ words: [String]) async throws -> MaskOptions {
        try await CommandLine.options(.inpaint, words).mask
    }

    @Test(arguments: [
        (["--x", "1", "--y", "2", "--width", "3", "--height", "4"], ["rect:1:2:3:4"]),
        (["--x", "1", "--y", "2", "--width", "3", "--height", "4", "--ellipse"], ["ellipse:1:2:3:4"]),
        (["--x", "1", "--y", "2", "--x2", "9", "--y2", "8"], ["box:1:2:9:8"]),
        (["--x", "1", "--y", "2", "--x2", "9", "--y2", "8", "--ellipse"], ["ellipse:1:2:8:6"]),
        (["--mask-rect", "1,2,3,4", "--mask-rect", "5,6,7,8"], ["rect:1:2:3:4", "rect:5:6:7:8"]),
        (["--region", "rect-pct:0:0:5:5", "--mask-rect", "1,2,3,4"], ["rect-pct:0:0:5:5", "rect:1:2:3:4"]),
        ([], []),
    ])
    func `every way to name a region is one of its specifications`(words: [String], specs: [String]) async throws {
        #expect(try await mask(words).specifications() == specs)
    }

    @Test(arguments: [
        ["--x", "1"], ["--x", "1", "--y", "2", "--width", "3"], ["--ellipse"], ["--mask-rect", "1,2,3"],
        ["--x", "1", "--y", "2", "--width", "3", "--y2", "4"],
    ])
    func `half a region is none`(words: [String]) async throws {
        let mask = try await mask(words)
        #expect {
            try mask.specifications()
        } throws: {
            ($0 as? Report)?.code == .regionInvalid
        }
    }

    @Test(arguments: [
        (["--mask-rect", "1,2,3,4"], "0"), (["--region", "rect:1:2:3:4"], "8"),
        (["--region", "rect:1:2:3:4", "--mask-rect", "1,2,3,4"], "8"),
        (["--mask-rect", "1,2,3,4", "--feather", "2"], "2"),
    ])
    func `rectangles alone are hard`(words: [String], feather: String) async throws {
        let recipe = try await mask(words).recipe(PixelSize(width: 20, height: 20), feather: MaskOptions.feather)
        #expect(recipe.feather == feather)
    }

    @Test func `the target turns the mask round, and --invert once more`() async throws {
        let size = PixelSize(width: 20, height: 20)
        #expect(try await mask(["--invert"]).recipe(size, feather: "0").inverts)
        #expect(try await !mask(["--mask-invert"]).recipe(size, feather: "0", inverts: true).inverts)
    }

    @Test func `a size that was given is the picture's`() async throws {
        let mask = try await mask(["--mask-size", "20,10"])
        #expect(try mask.recipe(PixelSize(width: 20, height: 10), feather: "0").size.width == 20)
        #expect {
            try mask.recipe(PixelSize(width: 10, height: 20), feather: "0")
        } throws: {
            ($0 as? Report)?.code == .maskSizeDiffers
        }
    }

    @Test(arguments: [
        (0, "0 %"), (1, "less than 0.1 %"), (1000, "0.1 %"), (516_000, "51.6 %"), (999_999, "99.9 %"),
        (1_000_000, "100 %"),
    ])
    func `little is not nothing, and much is not all`(ppm: Int, text: String) {
        #expect(PictureLines.percent(ppm) == text)
    }
}
