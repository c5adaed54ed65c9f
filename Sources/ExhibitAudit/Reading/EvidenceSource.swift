import ExhibitArchive
import ExhibitModel

/// Where the bytes and values are that entries name: a home, or a bundle.
protocol EvidenceSource {
    /// Nil when there are no such bytes.
    func blob(_ digest: Digest) throws -> HeldBlob?
    /// The entry that erased these bytes for good; nil for bytes that ought to be here.
    func erasure(_ digest: Digest) throws -> Int64?
    /// The private value behind a commitment (hex); nil when it was erased or stayed at home.
    func value(_ commit: String) throws -> String?
    /// The sealed query behind a commitment (hex).
    func sealed(_ commit: String) throws -> String?
}

/// Bytes that claim to have a certain hash.
struct HeldBlob {
    /// What the store's list says; nil when the list has no such row.
    let recordedBytes: Int64?
    let media: String?
    let source: BlobSource
    /// Relative to the home or bundle, or a name for a row of the database.
    let place: String
    /// The hash that the bytes have, when they were hashed already.
    var actual: Digest?

    /// Nil for bytes that are held already.
    var path: String? {
        switch source {
        case .bytes: nil
        case .file(let path): path
        case .captured(let file): file.path
        }
    }
}
