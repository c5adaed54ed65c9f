import ExhibitModel

/// What is done to a mask whatever it was made from, as parameters.
struct MaskShape: Sendable {
    let inverts: Bool
    let expand: Int
    let shrink: Int
    let feather: String

    static let radius = 0...65_535

    init(_ recipe: MaskRecipe) {
        inverts = recipe.inverts
        expand = recipe.expand
        shrink = recipe.shrink
        feather = recipe.feather
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        inverts = try parameters.flag("inverts")
        expand = try parameters.integer("expand", in: Self.radius)
        shrink = try parameters.integer("shrink", in: Self.radius)
        feather = try parameters.text("feather")
    }

    var parameters: [String: Operation.Parameter] {
        ["inverts": .flag(inverts), "expand": .integer(expand), "shrink": .integer(shrink), "feather": .text(feather)]
    }

    /// Without regions.
    func recipe(_ size: PixelSize) -> MaskRecipe {
        MaskRecipe(size: size, regions: [], inverts: inverts, expand: expand, shrink: shrink, feather: feather)
    }
}
