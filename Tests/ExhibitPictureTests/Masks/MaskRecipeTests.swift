import ExhibitModel
import Testing

@testable import ExhibitPicture

struct MaskRecipeTests {
    private func recipe(_ width: Int, _ height: Int, _ specs: String...) throws -> MaskRecipe {
        let size = PixelSize(width: width, height: height)
        return MaskRecipe(size: size, regions: try specs.map { spec throws in try Region(spec: spec, in: size) })
    }

    @Test func `regions are edited together, and with a given mask`() throws {
        let recipe = try recipe(6, 3, "rect:0:0:2:1", "rect:1:0:2:2", "rect:5:2:1:1")
        #expect(try recipe.make().drawing == ["###...", ".##...", ".....#"])
        #expect(try recipe.make(from: Mask("......", "...5..", ".#....")).drawing == ["###...", ".##+..", ".#...#"])
    }

    /// Each pair of steps in a case where their order shows.
    @Test func `it inverts, then expands, then shrinks, then feathers`() throws {
        var recipe = try recipe(9, 1, "rect:0:0:4:1")
        recipe.inverts = true
        #expect(try recipe.make().drawing == ["....#####"])
        recipe.expand = 2
        #expect(try recipe.make().drawing == ["..#######"])
        recipe.shrink = 1
        #expect(try recipe.make().drawing == ["...######"])
        recipe.feather = "0.5"
        #expect(try recipe.make() == Mask("...######").feathered(sigma: "0.5"))

        // Expanding first closes the gap, which shrinking first would widen for good.
        var gap = try self.recipe(9, 1, "rect:0:0:4:1", "rect:5:0:4:1")
        gap.expand = 1
        gap.shrink = 1
        #expect(try gap.make().drawing == ["#########"])
    }

    @Test func `a given mask and regions are inverted at the same point`() throws {
        let given = Mask("##..", "##..")
        var fromFile = try recipe(4, 2)
        var fromRegion = try recipe(4, 2, "rect:0:0:2:2")
        for expand in 0...2 {
            (fromFile.inverts, fromFile.expand) = (true, expand)
            (fromRegion.inverts, fromRegion.expand) = (true, expand)
            #expect(try fromFile.make(from: given) == fromRegion.make())
        }
        #expect(try fromFile.make(from: given).drawing == ["####", "####"])
    }

    @Test func `a given mask is never resized`() throws {
        let recipe = try recipe(4, 2)
        #expect(
            throws: PictureError.sizeDiffers(PixelSize(width: 2, height: 4), from: PixelSize(width: 4, height: 2))
        ) { try recipe.make(from: Mask("##", "##", "##", "##")) }
    }

    @Test func `a recipe that begins with nothing or has a number out of range is refused`() throws {
        func refusal(_ recipe: MaskRecipe) -> String? {
            guard
                case .failure(.invalidOperation(let text)) = Result(catching: { () throws(PictureError) in
                    try recipe.make()
                })
            else { return nil }
            return text
        }
        #expect(refusal(try recipe(4, 2)) == "a mask is made from a mask file or at least one region")
        var recipe = try recipe(4, 2, "rect:0:0:1:1")
        recipe.expand = -1
        #expect(refusal(recipe) == "expand and shrink are numbers of pixels and cannot be below 0")
        (recipe.expand, recipe.shrink) = (0, -1)
        #expect(refusal(recipe) == "expand and shrink are numbers of pixels and cannot be below 0")
        (recipe.shrink, recipe.feather) = (0, "soft")
        #expect(refusal(recipe) == "\"soft\" is not a number of pixels to feather by: give 0 to 1000")
    }

    @Test func `a mask that edits nothing is refused`() throws {
        var recipe = try recipe(7, 7, "rect:2:2:2:2")
        recipe.shrink = 1
        #expect(
            throws: PictureError.emptyRegion(
                "the mask edits no pixel: after inverting and shrinking nothing of it is left"
            )
        ) { try recipe.make() }
        recipe.expand = 1
        #expect(try recipe.make().editedCount == 4)
        #expect(throws: PictureError.self) { try MaskRecipe(size: recipe.size).make(from: Mask(width: 7, height: 7)) }
    }
}
