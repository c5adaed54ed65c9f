/// An answer as far as it is recorded.
package struct WireResponse: Sendable {
    package let entry: WireEntry
    /// Where it came from when no request of it is recorded.
    package let origin: String
    package let status: Int
    /// Those that are recorded, in lower case.
    package let headers: [(name: String, value: String)]
    package let body: BodyDocument?
    package let sha256: String?
    package let isComplete: Bool
    /// Where it sent us on, without the query's values.
    package let location: String?
    /// Such as `1.1`.
    package let version: String
    /// Milliseconds from the start of the transfer, by phase.
    package let timing: [String: Int]

    package init(
        entry: WireEntry,
        origin: String,
        status: Int,
        headers: [(name: String, value: String)],
        body: BodyDocument?,
        sha256: String?,
        isComplete: Bool,
        location: String?,
        version: String,
        timing: [String: Int]
    ) {
        self.entry = entry
        self.origin = origin
        self.status = status
        self.headers = headers
        self.body = body
        self.sha256 = sha256
        self.isComplete = isComplete
        self.location = location
        self.version = version
        self.timing = timing
    }
}
