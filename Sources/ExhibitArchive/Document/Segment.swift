package import ExhibitModel

/// One piece of a stored body: bytes by their hash, or what stands for bytes that are not kept in clear.
package enum Segment: Hashable, Sendable {
    case text(Digest)
    /// The base64 spelling of the blob.
    case base64(Digest, Base64Shape)
    case raw(Digest)
    /// A private value, by its commitment.
    case commit(String, PrivateEncoding)
    /// A signed URL's query, by its commitment, as long as the run needs it.
    case sealed(String)
    /// A credential, gone for good; `bytes` long. With no bytes at all it says that what follows was redacted on its way.
    case redacted(rule: String, tag: String, bytes: Int)
}
