package import ExhibitModel

/// Why a picture cannot be read, written or worked on.
///
/// Every case is about what the user gave, never about our own state.
package enum PictureError: Error, Sendable, Hashable {
    /// The bytes begin like no picture format that is known here.
    case notAPicture
    /// Cut short or broken; the text is the decoder's own word.
    case damaged(String)
    /// Refused from the headers, before any memory is taken for the pixels.
    case tooManyPixels(PixelSize, limit: Int)
    /// A sound picture of a kind that is not decoded or cannot be written here, and what to do instead.
    case unsupported(what: String, hint: String)
    /// A mask, or another picture that must lie on a first one, has another size.
    case sizeDiffers(PixelSize, from: PixelSize)
    /// A region that holds no pixel of the picture.
    case emptyRegion(String)
    /// A region that is not written as regions are.
    case invalidRegion(String)
    /// The backdrop is not simple enough to cut an object from.
    case backdropUnclear(String)
    /// Nothing was left to select.
    case noObject(String)
    /// Selection by opacity of a picture that has none.
    case noAlpha
    /// An operation with a parameter it does not have, or not in that range.
    case invalidOperation(String)
    /// The bytes cannot be had at all.
    case unreadable(FileFault)
}
