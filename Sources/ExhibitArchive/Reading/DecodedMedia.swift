package import ExhibitModel

/// The bytes that a base64 string of a body stands for.
package enum DecodedMedia: Sendable, Hashable {
    /// The string is one run: its file is a blob of the archived body already.
    case piece(BodyText.Blob)
    /// The string was put together from several runs and text: the file is new and has to be stored for itself.
    case assembled(CapturedFile)

    package var sha256: Digest {
        switch self {
        case .piece(let blob): blob.sha256
        case .assembled(let file): file.sha256
        }
    }

    package var bytes: Int {
        switch self {
        case .piece(let blob): blob.bytes
        case .assembled(let file): file.bytes
        }
    }

    package var source: BlobSource {
        switch self {
        case .piece(let blob): blob.source
        case .assembled(let file): file.source
        }
    }
}
