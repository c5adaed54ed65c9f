import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// A picture with the mask of what is painted anew, and the canvas if it grows: what can be made without a provider.
struct PreparedPicture {
    let source: PictureFile
    /// A mask from the command line.
    let given: PictureFile?
    /// Canonical: as large as what is sent, 255 where it is painted.
    let mask: DerivedFile
    let canvas: DerivedFile?

    /// What is painted on: the canvas, or the upright picture.
    var size: PixelSize { mask.size }

    /// Pixels that the mask lets change, wholly or in part.
    var editedPixels: Int { mask.count("edited_px") }

    /// The same as parts of a million.
    var editedPPM: Int { editedPixels * 1_000_000 / (size.width * size.height) }

    /// How the given mask says where to paint.
    var givenForm: MaskForm? { given?.maskForm }

    var files: PictureFiles { PictureFiles(image: source, mask: given) }

    var notes: [Note] { source.notes + (given?.notes ?? []) }

    /// Both edges of a canvas become multiples of `alignment`, unless the command line says another.
    init(_ options: MakeOptions, _ kind: MakeKind, _ files: PictureFiles, alignment: Int = 1) throws {
        source = files.image
        given = files.mask
        switch kind {
        case .outpaint:
            let outpaint = try options.canvas.outpaint(alignment: alignment)
            canvas = try DerivedFile(.canvas, .canvasOutpaint(outpaint), from: [source.picture])
            mask = try DerivedFile(.mask, .maskOutpaint(outpaint), from: [source.picture])
        case .objectEdit:
            canvas = nil
            let recipe = try options.mask.recipe(
                source.size,
                feather: MaskOptions.feather,
                inverts: options.object.target == .background
            )
            mask = try DerivedFile(
                .mask,
                .maskObject(options.object.objectSelection, recipe),
                from: [source.picture]
            )
        case .inpaint, .generate, .edit, .video, .speech, .upscale:
            canvas = nil
            mask = try options.mask.made(of: files, feather: MaskOptions.feather)
        }
        guard editedPixels > 0 else { throw Report(.maskEmpty, ErrorCode.maskEmpty.sentence) }
    }
}

/// The files that a command works on, read.
struct PictureFiles {
    let image: PictureFile
    let mask: PictureFile?

    /// The first image, and the mask if there is one.
    init(_ files: [InputReader.File]) throws {
        guard let first = files.first(where: { $0.input.role == .image }) else {
            throw Report(.inputMissing, ErrorCode.inputMissing.sentence)
        }
        image = try PictureFile(first)
        mask = try files.first { $0.input.role == .mask }.map { file throws(PictureError) in try PictureFile(file) }
    }

    init(image: PictureFile, mask: PictureFile?) {
        self.image = image
        self.mask = mask
    }
}
