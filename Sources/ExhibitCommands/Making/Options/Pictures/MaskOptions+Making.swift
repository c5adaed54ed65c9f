import ExhibitModel
import ExhibitPicture
import ExhibitRun

extension MaskOptions {
    /// What makes the mask but for the picture: regions, and what becomes of them.
    ///
    /// `feather` is what `--feather` is when nobody says it; throws for what is no region or no size.
    func recipe(_ size: PixelSize, feather: String, inverts: Bool = false) throws -> MaskRecipe {
        try checkSize(size)
        guard expand >= 0, shrink >= 0 else {
            throw Report(.usageInvalid, "--expand and --shrink take 0 pixels or more", hint: "use one for the other")
        }
        return MaskRecipe(
            size: size,
            regions: try specifications().map { try Region(spec: $0, in: size) },
            inverts: inverts != self.inverts,
            expand: expand,
            shrink: shrink,
            feather: self.feather ?? (isOfRectanglesAlone ? "0" : feather)
        )
    }

    /// The canonical mask of a picture, from regions or from a file.
    func made(of files: PictureFiles, feather: String) throws -> DerivedFile {
        let recipe = try recipe(files.image.size, feather: feather)
        guard let given = files.mask else {
            guard !recipe.regions.isEmpty else { throw Report(.maskMissing, ErrorCode.maskMissing.sentence) }
            return try DerivedFile(.mask, .maskMake(recipe), from: [files.image.picture])
        }
        guard recipe.regions.isEmpty else {
            throw Report(.usageInvalid, "a mask and regions are both given", hint: "give one of them")
        }
        guard given.size == files.image.size else {
            throw Report(.maskSizeDiffers, "the mask is \(given.size), the image \(files.image.size)")
        }
        return try DerivedFile(
            .mask,
            .maskMake(recipe, form: given.maskForm),
            from: [files.image.picture, given.picture]
        )
    }

    /// `--mask-size`, which has to be the picture's.
    private func checkSize(_ size: PixelSize) throws {
        guard let wanted = try givenSize, wanted != size else { return }
        throw Report(
            .maskSizeDiffers,
            "--mask-size says \(wanted), the image is \(size)",
            hint: "leave --mask-size out: the mask takes the image's size"
        )
    }

    /// `W,H`, or `WxH`.
    var givenSize: PixelSize? {
        get throws {
            guard let size else { return nil }
            guard let parsed = PixelSize(size.replacing(",", with: "x")) else {
                throw Report(.usageInvalid, "--mask-size \(size) is not W,H")
            }
            return parsed
        }
    }
}
