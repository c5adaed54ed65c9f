package import ExhibitModel
import Synchronization

/// A picture that operations read: its bytes are fetched when they are needed, and decoded once.
///
/// Holds the pixels for as long as it lives.
package final class PictureSource: Sendable {
    private enum Origin: Sendable {
        case file(@Sendable () throws(FileFault) -> [UInt8])
        case blank(PixelSize)
    }

    private let origin: Origin
    private let held = Mutex<DecodedPicture?>(nil)

    package init(_ fetch: @escaping @Sendable () throws(FileFault) -> [UInt8]) {
        origin = .file(fetch)
    }

    /// A clear picture that is in no file; nothing is made of it for those who only ask for its size.
    package init(blank size: PixelSize) {
        origin = .blank(size)
    }

    package convenience init(path: String) {
        self.init { () throws(FileFault) in try RegularFile.read(path) }
    }

    package func picture() throws(PictureError) -> DecodedPicture {
        try held.withLock { held throws(PictureError) in
            if let held { return held }
            let picture: DecodedPicture =
                switch origin {
                case .file(let fetch): try PictureReader.read(try Self.bytes(fetch))
                case .blank(let size):
                    DecodedPicture(
                        PixelBuffer(width: size.width, height: size.height),
                        .png,
                        hasAlpha: true,
                        isGrey: true
                    )
                }
            held = picture
            return picture
        }
    }

    package func pixels() throws(PictureError) -> PixelBuffer { try picture().pixels }

    /// Upright; from the headers alone while nothing else is wanted.
    package func size() throws(PictureError) -> PixelSize {
        if let picture = held.withLock(\.self) { return picture.pixels.size }
        return switch origin {
        case .file(let fetch): try PictureReader.size(try Self.bytes(fetch))
        case .blank(let size): size
        }
    }

    /// Of a canonical mask, which is grey.
    package func mask() throws(PictureError) -> Mask { try Mask(try picture(), form: .grey) }

    private static func bytes(
        _ fetch: @Sendable () throws(FileFault) -> [UInt8]
    ) throws(PictureError) -> [UInt8] {
        do throws(FileFault) {
            return try fetch()
        } catch {
            throw .unreadable(error)
        }
    }
}
