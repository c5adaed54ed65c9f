/// What `audit report` is asked for.
package struct ReportRequest: Sendable, Hashable {
    /// Prefixes or suffixes of run ids; with ``since`` nil too, every run.
    package var runs: [String]
    /// RFC 3339; runs that started at it or later.
    package var since: String?
    /// Whether prompts, file names and reasons go into the page.
    package var withPrompts: Bool

    package init(runs: [String] = [], since: String? = nil, withPrompts: Bool = false) {
        self.runs = runs
        self.since = since
        self.withPrompts = withPrompts
    }
}
