package import ExhibitModel

/// Everything that makes a canonical mask, in one order whatever it begins with:
/// given mask and regions together → invert → expand → shrink → feather.
///
/// So expand and feather always work on what is edited in the end. Every step is whole-number arithmetic: the same recipe
/// makes the same mask on every machine.
package struct MaskRecipe: Sendable, Hashable {
    /// Of the upright picture that is edited.
    package var size: PixelSize
    /// All of them are edited.
    package var regions: [Region]
    package var inverts: Bool
    /// In pixels; see ``Mask/expanded(by:)``.
    package var expand: Int
    /// In pixels; see ``Mask/shrunk(by:)``.
    package var shrink: Int
    /// Sigma in pixels as a decimal, `0` for a hard edge; see ``Mask/feathered(sigma:)``.
    package var feather: String

    package init(
        size: PixelSize,
        regions: [Region] = [],
        inverts: Bool = false,
        expand: Int = 0,
        shrink: Int = 0,
        feather: String = "0"
    ) {
        self.size = size
        self.regions = regions
        self.inverts = inverts
        self.expand = expand
        self.shrink = shrink
        self.feather = feather
    }

    /// The mask; `given` is one from a file or a selection, in canonical form.
    ///
    /// Throws ``PictureError/sizeDiffers(_:from:)`` for a given mask of another size (none is ever resized),
    /// ``PictureError/invalidOperation(_:)`` for a recipe that begins with nothing or has a number out of range, and
    /// ``PictureError/emptyRegion(_:)`` for a mask that edits no pixel, which nobody means to send.
    package func make(from given: Mask? = nil) throws(PictureError) -> Mask {
        guard given != nil || !regions.isEmpty else {
            throw .invalidOperation("a mask is made from a mask file or at least one region")
        }
        guard expand >= 0, shrink >= 0 else {
            throw .invalidOperation("expand and shrink are numbers of pixels and cannot be below 0")
        }
        let sigma = try Sigma(feather)
        if let given, given.size != size { throw .sizeDiffers(given.size, from: size) }
        var mask = given ?? Mask(width: size.width, height: size.height)
        for region in regions { mask.add(region) }
        if inverts { mask.invert() }
        mask = mask.expanded(by: expand).shrunk(by: shrink).feathered(sigma)
        guard mask.editedCount > 0 else {
            throw .emptyRegion("the mask edits no pixel: after inverting and shrinking nothing of it is left")
        }
        return mask
    }
}
