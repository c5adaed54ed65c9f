import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// `--mask-only`, `--canvas-only`, `--prepare-only` and `mask`: pictures that are made here and nowhere sent.
///
/// Needs no provider, no configuration and no home, and leaves no record.
struct LocalPictures {
    private let options: MakeOptions
    private let kind: MakeKind
    private let environment: Environment
    private let console: Console

    init(_ options: MakeOptions, _ kind: MakeKind, _ context: CommandContext) {
        self.options = options
        self.kind = kind
        environment = context.environment
        console = context.console
    }

    func answer() throws -> Answer {
        let files = try files()
        let prepared = try PreparedPicture(options, kind, files)
        let mask = try inForm(prepared.mask)
        guard options.delivery.outputPath != "-" else { return try printed(mask, prepared) }
        let places = LocalPlaces(options, kind, environment)
        var made = LocalAnswer(prepared: prepared, mask: mask.delivered(to: places.mask), object: objectTarget)
        made.canvas = prepared.canvas?.delivered(to: places.canvas)
        try places.write([made.canvas, made.mask].compactMap(\.self), overwrites: options.delivery.overwrites)
        return made.answer
    }

    /// A mask without a picture is worked on as a picture of its own, and a size alone is one without anything on it.
    private func files() throws -> PictureFiles {
        var inputs = options.inputs
        if inputs.images.isEmpty, inputs.mask == nil, let size = try options.mask.givenSize {
            return PictureFiles(image: try .blank(size), mask: nil)
        }
        let isAlone = inputs.images.isEmpty && inputs.mask != nil
        if isAlone { (inputs.images, inputs.mask) = ([inputs.mask ?? ""], nil) }
        let list = try InputList(inputs, kind)
        let files = try PictureFiles(list.items.map { try InputReader.file($0, environment) })
        return isAlone ? PictureFiles(image: files.image, mask: files.image) : files
    }

    private func inForm(_ mask: DerivedFile) throws -> DerivedFile {
        guard options.mask.form == .transparent else { return mask }
        return try DerivedFile(.mask, .maskTransparent, from: [mask.picture])
    }

    private var objectTarget: ObjectOptions.Target? { kind == .objectEdit ? options.object.target : nil }

    /// The file itself on standard output, for the next program.
    private func printed(_ mask: DerivedFile, _ prepared: PreparedPicture) throws -> Answer {
        guard prepared.canvas == nil, !options.output.isMachine, !console.isOutputTerminal else {
            throw Report(
                .usageInvalid,
                "a mask alone can go to standard output, without --json and not to a terminal",
                hint: "name a file"
            )
        }
        console.out(mask.bytes)
        return Answer()
    }
}
