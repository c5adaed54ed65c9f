import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// A picture from the command line: the file as it is, and what it shows.
struct PictureFile {
    let input: Intent.Input
    let picture: KnownPicture
    /// Of the upright picture.
    let size: PixelSize
    /// Nil when nobody gave it.
    private let decoded: DecodedPicture?

    /// EXIF's number.
    var orientation: Int { decoded?.orientation ?? 1 }

    var hasAlpha: Bool { decoded?.hasAlpha ?? true }

    /// How it says where to paint if it is a mask.
    var maskForm: MaskForm { decoded.map { Mask.form(of: $0) } ?? .alpha }

    init(_ file: InputReader.File) throws(PictureError) {
        input = file.input
        picture = KnownPicture(file.bytes)
        let decoded = try picture.source.picture()
        self.decoded = decoded
        size = decoded.pixels.size
    }

    private init(blank size: PixelSize) {
        picture = KnownPicture(blank: size)
        input = Intent.Input(
            role: .image,
            path: "",
            name: "",
            sha256: picture.sha256,
            bytes: 0,
            mediaType: PictureFormat.png.mediaType,
            width: size.width,
            height: size.height,
            content: []
        )
        decoded = nil
        self.size = size
    }

    /// A picture that nobody gave: of a mask that is only drawn, its size matters alone.
    static func blank(_ size: PixelSize) throws -> PictureFile {
        guard size.width <= PictureLimits.standard.pixels / size.height else {
            throw PictureError.tooManyPixels(size, limit: PictureLimits.standard.pixels)
        }
        return PictureFile(blank: size)
    }

    /// Only the first frame of an animation is looked at.
    var notes: [Note] {
        guard let decoded, decoded.frames > 1 else { return [] }
        return [Note("picture.first_frame", "\(input.name) is an animation: its first frame is worked on")]
    }
}
