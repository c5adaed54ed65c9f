/// The canonical mask from regions, or from a mask that was given: sources are the picture, then the given mask.
struct MaskMake: PictureOperation {
    static let name = "mask.make@1"
    static let sources = 1...2

    /// Its size counts for nothing: the mask has the picture's.
    let regions: String
    let shape: MaskShape
    /// How the given mask is read; nil without one.
    let form: MaskForm?

    init(_ recipe: MaskRecipe, form: MaskForm?) {
        regions = recipe.regions.map(\.description).joined(separator: " ")
        shape = MaskShape(recipe)
        self.form = form
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        regions = try parameters.text("regions")
        shape = try MaskShape(&parameters)
        form = parameters.has("form") ? try parameters.word("form") : nil
    }

    var parameters: [String: Operation.Parameter] {
        var all = shape.parameters
        all["regions"] = .text(regions)
        all["form"] = form.map { .text($0.rawValue) }
        return all
    }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        guard (sources.count == 2) == (form != nil) else {
            throw .invalidOperation("\(Self.name): a form goes with a given mask")
        }
        let size = try sources[0].size()
        try PictureLimits.standard.check(size)
        var recipe = shape.recipe(size)
        for spec in regions.split(separator: " ") {
            recipe.regions.append(try Region(spec: String(spec), in: size))
        }
        guard let form else { return OperationResult(try recipe.make()) }
        return OperationResult(try recipe.make(from: try Mask(try sources[1].picture(), form: form)))
    }
}

extension Operation {
    /// The canonical mask of a picture; `form` is how a second source, a mask that was given, is read.
    package static func maskMake(_ recipe: MaskRecipe, form: MaskForm? = nil) -> Operation {
        MaskMake(recipe, form: form).operation
    }
}
