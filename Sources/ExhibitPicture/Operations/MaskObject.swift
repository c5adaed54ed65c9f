/// The canonical mask of an object that is found in the picture, or of all but it.
struct MaskObject: PictureOperation {
    static let name = "mask.object@1"
    static let sources = 1...1

    let selection: ObjectSelection
    let shape: MaskShape

    init(_ selection: ObjectSelection, _ recipe: MaskRecipe) {
        self.selection = selection
        shape = MaskShape(recipe)
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        selection = ObjectSelection(
            mode: try parameters.word("mode"),
            threshold: try parameters.integer("threshold", in: 0...1_000_000),
            sampleSize: try parameters.integer("sample_size", in: 0...65_535)
        )
        shape = try MaskShape(&parameters)
    }

    var parameters: [String: Operation.Parameter] {
        shape.parameters.merging([
            "mode": .text(selection.mode.rawValue), "threshold": .integer(selection.threshold),
            "sample_size": .integer(selection.sampleSize),
        ]) { _, own in own }
    }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        let picture = try sources[0].picture()
        let selected = try selection.select(picture)
        return OperationResult(
            try shape.recipe(picture.pixels.size).make(from: selected.mask),
            measures: [
                "mode": .text(selected.mode.rawValue), "confidence_permille": .integer(selected.confidencePermille),
            ]
        )
    }
}

extension Operation {
    /// The canonical mask of what `selection` finds; `recipe` has no regions, and inverts for everything else.
    package static func maskObject(_ selection: ObjectSelection, _ recipe: MaskRecipe) -> Operation {
        MaskObject(selection, recipe).operation
    }
}
