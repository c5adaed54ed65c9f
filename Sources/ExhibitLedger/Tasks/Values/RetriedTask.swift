/// A task that a person wants tried again.
package struct RetriedTask: Sendable, Hashable {
    package let task: String
    /// Whether its run goes on; false for one that ended for good, whose task gets a new run.
    package let keepsRun: Bool
    /// The person accepts that it may be billed a second time.
    package let consent: Bool

    package init(_ task: String, keepsRun: Bool, consent: Bool = false) {
        self.task = task
        self.keepsRun = keepsRun
        self.consent = consent
    }
}
