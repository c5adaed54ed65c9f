/// What `audit export` was asked for.
package struct ExportRequest: Sendable, Hashable {
    /// Prefixes or suffixes of run ids; with ``since`` nil too, the whole ledger.
    package var runs: [String]
    /// RFC 3339; runs that started at it or later.
    package var since: String?
    package var withPrompts: Bool
    /// The bundle's folder; nil for `audits/<ledger>-<entries>-<utc>` in the current one.
    package var folder: String?
    /// Ids of hits of the secret scan that a person has looked at.
    package var accepted: Set<String>
    /// Why they may go out.
    package var reason: String?

    package init(
        runs: [String] = [],
        since: String? = nil,
        withPrompts: Bool = false,
        folder: String? = nil,
        accepted: Set<String> = [],
        reason: String? = nil
    ) {
        self.runs = runs
        self.since = since
        self.withPrompts = withPrompts
        self.folder = folder
        self.accepted = accepted
        self.reason = reason
    }

    var isWhole: Bool { runs.isEmpty && since == nil }
}
