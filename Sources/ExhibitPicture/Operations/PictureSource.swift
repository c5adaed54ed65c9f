package import ExhibitModel
import Synchronization

/// A picture that operations read: its bytes are fetched when they are needed, and decoded once.
///
/// Holds the pixels for as long as it lives.
package final class PictureSource: Sendable {
    private let fetch: @Sendable () throws(FileFault) -> [UInt8]
    private let held = Mutex<DecodedPicture?>(nil)

    package init(_ fetch: @escaping @Sendable () throws(FileFault) -> [UInt8]) {
        self.fetch = fetch
    }

    package convenience init(path: String) {
        self.init { () throws(FileFault) in try RegularFile.read(path) }
    }

    package func picture() throws(PictureError) -> DecodedPicture {
        try held.withLock { held throws(PictureError) in
            if let held { return held }
            let picture = try PictureReader.read(try bytes())
            held = picture
            return picture
        }
    }

    package func pixels() throws(PictureError) -> PixelBuffer { try picture().pixels }

    /// Upright; from the headers alone while nothing else is wanted.
    package func size() throws(PictureError) -> PixelSize {
        if let picture = held.withLock(\.self) { return picture.pixels.size }
        return try PictureReader.size(try bytes())
    }

    /// Of a canonical mask, which is grey.
    package func mask() throws(PictureError) -> Mask { try Mask(try picture(), form: .grey) }

    private func bytes() throws(PictureError) -> [UInt8] {
        do throws(FileFault) {
            return try fetch()
        } catch {
            throw .unreadable(error)
        }
    }
}
