import ExhibitModel

/// What can be shown of a file that the record names.
enum PictureView: Sendable, Hashable {
    /// A small picture (PNG) of exactly the recorded bytes.
    case shown(png: [UInt8], size: PixelSize)
    /// A video, a sound, or anything else that is told by its facts.
    case notAPicture
    case missing
    /// Other bytes are in the store than the record says: they are not shown in its place.
    case changed
    case undecodable
    /// More pictures than a page has room for.
    case leftOut

    /// One word for the document.
    var word: String {
        switch self {
        case .shown: "shown"
        case .notAPicture: "not_a_picture"
        case .missing: "missing"
        case .changed: "changed"
        case .undecodable: "undecodable"
        case .leftOut: "left_out"
        }
    }
}
