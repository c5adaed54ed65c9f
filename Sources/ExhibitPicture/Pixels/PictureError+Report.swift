package import ExhibitModel

extension PictureError: Reportable {
    package var report: Report {
        switch self {
        case .notAPicture: Report(.inputNotAnImage, "\(self)")
        case .damaged: Report(.pictureUndecodable, "the picture cannot be decoded: \(self)")
        case .tooManyPixels: Report(.pictureTooLarge, "\(self)")
        case .unsupported(_, let hint): Report(.pictureUnsupported, "\(self)", hint: hint)
        case .sizeDiffers(let size, let other):
            Report(.maskSizeDiffers, "the mask is \(size), the image \(other); they have to be of one size")
        case .emptyRegion: Report(.maskEmpty, "\(self)")
        case .invalidRegion: Report(.regionInvalid, "\(self)")
        case .backdropUnclear: Report(.backdropUnclear, "\(self)")
        case .noObject: Report(.objectNotFound, "\(self)")
        case .noAlpha: Report(.pictureNoAlpha, ErrorCode.pictureNoAlpha.sentence)
        case .invalidOperation: Report(.usageInvalid, "\(self)")
        case .unreadable(let fault): Report(.inputUnreadable, "\(fault.path): \(fault.reason)")
        }
    }
}
