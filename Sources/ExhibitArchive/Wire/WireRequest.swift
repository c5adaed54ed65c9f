/// A request as far as it is recorded; its headers are not.
package struct WireRequest: Sendable {
    package let entry: WireEntry
    package let method: String
    /// Scheme, host and port.
    package let origin: String
    /// With the query, as far as it may be shown.
    package let path: String
    package let body: BodyDocument?
    /// The recorded hash of the body, if it may be known.
    package let sha256: String?

    package init(
        entry: WireEntry,
        method: String,
        origin: String,
        path: String,
        body: BodyDocument?,
        sha256: String?
    ) {
        self.entry = entry
        self.method = method
        self.origin = origin
        self.path = path
        self.body = body
        self.sha256 = sha256
    }

    var target: String { WireText.uri(origin + path) }
}
