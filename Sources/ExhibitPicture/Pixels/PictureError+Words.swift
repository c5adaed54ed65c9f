import ExhibitModel

extension PictureError: CustomStringConvertible {
    /// For people: what is wrong, without the file's name and without what to do about it.
    package var description: String {
        switch self {
        case .notAPicture: "it is no PNG, JPEG or WebP file"
        case .damaged(let reason): "it is damaged: \(reason)"
        case .tooManyPixels(let size, let limit): "\(size) is more than \(limit) pixels"
        case .unsupported(let what, _): "\(what) cannot be read here"
        case .sizeDiffers(let size, let from): "\(size) is not \(from)"
        case .emptyRegion(let reason), .invalidRegion(let reason), .backdropUnclear(let reason),
            .noObject(let reason), .invalidOperation(let reason):
            reason
        case .noAlpha: "it has no transparency"
        case .unreadable(let fault): "\(fault.step): \(fault.reason)"
        }
    }
}
