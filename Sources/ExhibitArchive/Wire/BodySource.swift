package import ExhibitModel

/// Where the parts of stored bodies are: a home, or a bundle with or without private values.
package protocol BodySource {
    /// Nil when there are no such bytes.
    func source(_ digest: Digest) throws -> BlobSource?
    /// The private value behind a commitment (hex); nil when it was erased or stays at home.
    func value(_ commit: String) throws -> String?
}
