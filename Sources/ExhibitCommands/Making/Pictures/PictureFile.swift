import ExhibitCrypto
import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// A picture from the command line: the file as it is, and what it shows.
struct PictureFile {
    let input: Intent.Input
    let picture: KnownPicture
    let decoded: DecodedPicture

    /// Of the upright picture.
    var size: PixelSize { decoded.pixels.size }

    init(_ file: InputReader.File) throws(PictureError) {
        input = file.input
        picture = KnownPicture(file.bytes)
        decoded = try picture.source.picture()
    }

    /// A picture that nobody gave: of a mask that is only drawn, its size matters alone.
    static func blank(_ size: PixelSize) throws -> PictureFile {
        guard size.width <= PictureLimits.standard.pixels / size.height else {
            throw PictureError.tooManyPixels(size, limit: PictureLimits.standard.pixels)
        }
        let bytes = PictureWriter.png(PixelBuffer(width: size.width, height: size.height))
        let input = Intent.Input(
            role: .image,
            path: "",
            name: "",
            sha256: SHA256.hash(bytes),
            bytes: bytes.count,
            mediaType: PictureFormat.png.mediaType,
            width: size.width,
            height: size.height,
            content: bytes
        )
        return try PictureFile(InputReader.File(input: input, bytes: bytes))
    }

    /// Only the first frame of an animation is looked at.
    var notes: [Note] {
        guard decoded.frames > 1 else { return [] }
        return [Note("picture.first_frame", "\(input.name) is an animation: its first frame is worked on")]
    }
}
