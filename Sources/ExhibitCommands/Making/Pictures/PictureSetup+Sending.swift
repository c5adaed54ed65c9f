import ExhibitModel
import ExhibitPicture
import ExhibitProvider
import ExhibitRun

/// A mask that was made here, on its way.
extension PictureSetup {
    mutating func send(
        _ prepared: PreparedPicture,
        _ options: MakeOptions,
        _ place: Place,
        _ environment: Environment
    ) throws {
        let convention = place.convention(options.mask.form)
        try checkMask(convention, options, place)
        let folders = PictureFolders(options, base: place.delivery.folder, environment)
        var mask = prepared.mask
        mask.path = place.path(prepared.canvas == nil ? folders.masks : folders.canvases, "mask")
        let base = try PictureBase(prepared, path: place.path(folders.canvases, "canvas"))
        let sent = try sentMask(mask, convention, place)
        inputs = [base.input] + (sent.map { [$0.input(.mask, name: "mask.png")] } ?? [])
        let made = [base.made, mask, sent].compactMap(\.self)
        work = PictureWork(
            sources: base.unsent + (prepared.given.map { [$0.input] } ?? []),
            derived: made.enumerated().filter { index, file in
                !made[..<index].contains { $0.sha256 == file.sha256 }
            }.map(\.element),
            mask: MaskUse(
                convention: sent == nil ? .none : convention,
                form: prepared.givenForm,
                canonical: mask.sha256,
                sent: sent?.sha256
            ),
            afterReply: ReplyWork(
                measures: ReplyWork.Masked(original: base.sha256, mask: mask.sha256),
                preservesOutside: options.finish.preservesOutside
            )
        )
        askForSize(prepared, options, place)
    }

    /// A model that takes no mask may paint anywhere: only what is put back afterwards stays as it was.
    private mutating func checkMask(_ convention: MaskConvention, _ options: MakeOptions, _ place: Place) throws {
        guard convention == .none else { return }
        let asked = place.resolved
        guard options.finish.preservesOutside else {
            throw Report(
                .maskUnsupported,
                "\(asked.model) of the dialect \(asked.connection.dialect) takes no mask; nothing was sent"
            )
        }
        notes.append(
            Note(
                "mask.applied_locally",
                "\(asked.model) takes no mask: it may paint anywhere, and the original is put back around the mask here"
            )
        )
    }

    /// The file of the mask in the provider's form; nil for one that takes none.
    private func sentMask(
        _ mask: DerivedFile,
        _ convention: MaskConvention,
        _ place: Place
    ) throws -> DerivedFile? {
        let sent: DerivedFile
        switch convention {
        case .none: return nil
        case .white: sent = mask
        case .transparent: sent = try DerivedFile(.mask, .maskTransparent, from: [mask.picture])
        }
        guard let limit = place.resolved.dialect.maskLimit, sent.bytes.count >= limit else { return sent }
        throw Report(
            .maskTooLarge,
            "the mask has \(sent.bytes.count) bytes, and has to have fewer than \(limit); nothing was sent"
        )
    }

    /// A canvas is to come back in its own size, where there is a field for that.
    private mutating func askForSize(_ prepared: PreparedPicture, _ options: MakeOptions, _ place: Place) {
        guard prepared.canvas != nil, options.picture.size == nil, place.resolved.dialect.sizesEdits else { return }
        let size = prepared.size.description
        if let row = place.row, let problem = row.sizes?.problem(size) {
            notes.append(
                Note("size.left_to_model", "\(row.name) may not make \(size) (\(problem)): the size is left to it")
            )
        } else {
            self.options.append(Intent.Option("size", .text(size)))
        }
    }
}

/// The picture that a mask lies on, as it is sent: the canvas, the file itself, or a turned copy.
private struct PictureBase {
    let input: Intent.Input
    let sha256: Digest
    /// Made here; nil for the file itself.
    var made: DerivedFile?
    /// The file, when something that was made of it goes in its place.
    var unsent: [Intent.Input] = []

    init(_ prepared: PreparedPicture, path: String?) throws {
        let file = prepared.source
        guard let (made, name) = try Self.made(prepared, path) else {
            input = file.input
            sha256 = file.input.sha256
            return
        }
        input = made.input(.image, name: name)
        sha256 = made.sha256
        self.made = made
        unsent = [file.input]
    }

    /// Providers need not heed EXIF, and the mask is upright: what is stored turned is sent as a picture that is not.
    private static func made(_ prepared: PreparedPicture, _ path: String?) throws -> (DerivedFile, name: String)? {
        if let canvas = prepared.canvas { return (canvas.delivered(to: path), "canvas.png") }
        let file = prepared.source
        guard file.orientation != 1 else { return nil }
        let fit = try Fit(size: file.size, mode: .exact, linearLight: false)
        return (try DerivedFile(.canvas, .pictureFit(fit), from: [file.picture]), "upright.png")
    }
}
