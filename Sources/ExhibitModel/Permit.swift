/// Leave to send one request: made by the Recorder only, once the entry that announces the request is durable.
///
/// The transport takes nothing that may bill without one, so nothing can be sent unrecorded. (A house-rule test checks
/// that no other file makes one.)
package struct Permit: Sendable, Hashable {
    /// The sequence number of the `attempt.started` entry.
    package let entry: Int64
    /// `<run>.<n>`: sent as `X-Client-Request-Id`.
    package let attempt: String

    package init(entry: Int64, attempt: String) {
        self.entry = entry
        self.attempt = attempt
    }
}
