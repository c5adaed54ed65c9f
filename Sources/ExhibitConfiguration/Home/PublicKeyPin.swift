import ExhibitModel

/// The SHA-256 of a server's public key (SPKI), as `sha256:<hex>` or `sha256//<base64>`.
enum PublicKeyPin {
    /// The pin in libcurl's form, `sha256//<base64>`.
    static func read(_ node: ConfigNode) throws(ConfigurationError) -> String {
        let text = try node.string()
        if text.hasPrefix("sha256:"), let digest = Digest(hex: text.dropFirst(7)) {
            return "sha256//" + Base64.encode(digest.bytes)
        }
        if text.hasPrefix("sha256//"), Base64.decode(text.dropFirst(8))?.count == 32 { return text }
        throw .invalid(node.place, "must be sha256:<64 hex characters> or sha256//<base64> of the server's public key")
    }
}
