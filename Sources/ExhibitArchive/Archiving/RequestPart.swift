package import ExhibitModel

/// One piece of a request body, as it is sent.
package enum RequestPart: Sendable, Hashable {
    case text([UInt8])
    /// A prompt or a file name: kept as a commitment.
    case privateText(String, encoding: PrivateEncoding)
    /// A file's bytes, which are in the store already.
    case file(Digest, bytes: Int)
    /// A file's bytes in padded base64 on one line.
    case fileBase64(Digest, bytes: Int)
}
