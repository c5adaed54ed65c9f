package import ExhibitModel

/// A request as the sandbox remembers it: names, never values, so that a log of it can be shown and kept.
package struct SandboxRequest: Sendable, Hashable {
    package let method: String
    /// Without its query.
    package let path: String
    /// Of the listener that took it: a second one shows what crosses origins.
    package let port: UInt16
    package let headerNames: [String]
    /// Names of JSON members or form parts.
    package var fieldNames: [String]
    /// An `Authorization` or API key header came along, or a query parameter of such a name.
    package let credential: Bool
    package let bodyBytes: Int
    /// Tells whether a request came twice.
    package let bodySHA256: Digest
}
