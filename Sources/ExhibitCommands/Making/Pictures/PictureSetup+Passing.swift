import ExhibitModel
import ExhibitPicture
import ExhibitProvider
import ExhibitRun

/// An edit's own mask, which goes through as it is and is read for what may change.
extension PictureSetup {
    /// `files` are the first image and the mask; nil when one of them cannot be decoded.
    mutating func pass(_ files: PictureFiles?, _ options: MakeOptions, _ place: Place) throws {
        let convention = place.convention(nil)
        guard let masked = try Self.masked(files, convention) else {
            guard !options.finish.preservesOutside else {
                throw Report(
                    .pictureUndecodable,
                    "the mask cannot be read the way the provider does; nothing was sent",
                    hint: "exhibit inpaint --mask FILE says how it reads a mask, and sends it in the provider's form"
                )
            }
            notes.append(
                Note("mask.not_measured", "the mask cannot be read the way the provider does: nothing is measured")
            )
            return
        }
        var work = PictureWork()
        if convention == .none, options.finish.preservesOutside {
            work.sources = [masked.given]
            inputs.removeAll { $0.role == .mask }
            notes.append(Note("mask.applied_locally", "the mask is not sent: the original is put back around it here"))
        }
        work.derived = [masked.mask]
        work.mask = MaskUse(
            convention: convention,
            form: masked.form,
            canonical: masked.mask.sha256,
            sent: convention == .none ? nil : masked.given.sha256
        )
        work.afterReply = ReplyWork(
            measures: ReplyWork.Masked(original: masked.original, mask: masked.mask.sha256),
            preservesOutside: options.finish.preservesOutside
        )
        self.work = work
    }

    private struct Masked {
        let original: Digest
        let given: Intent.Input
        let mask: DerivedFile
        let form: MaskForm
    }

    /// Nil for a mask that says nothing in the provider's way, or lies on a picture that is stored turned: the provider
    /// may see that one either way.
    private static func masked(_ files: PictureFiles?, _ convention: MaskConvention) throws -> Masked? {
        guard let files, let given = files.mask, given.size == files.image.size, files.image.orientation == 1
        else { return nil }
        let detected = given.maskForm
        let form: MaskForm
        switch convention {
        case .transparent: form = .alpha
        case .white: form = detected == .grey ? .grey : .colour
        case .none: form = detected
        }
        guard form != .alpha || given.hasAlpha else { return nil }
        let recipe = MaskRecipe(
            size: given.size,
            regions: [],
            inverts: false,
            expand: 0,
            shrink: 0,
            feather: "0"
        )
        return Masked(
            original: files.image.input.sha256,
            given: given.input,
            mask: try DerivedFile(
                .mask,
                .maskMake(recipe, form: form),
                from: [files.image.picture, given.picture]
            ),
            form: form
        )
    }
}
