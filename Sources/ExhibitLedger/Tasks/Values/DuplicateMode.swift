/// What becomes of a task whose key an active task has.
package enum DuplicateMode: String, Sendable, Hashable, CaseIterable {
    /// The new one is skipped.
    case skip
    /// As ``skip``; but an accepted artifact of the same request stands for the new one, at no cost.
    case reuse
    /// The older one is cancelled while it waits; one that is worked on stays, and the new one is skipped.
    case replace
    /// Both are worked on.
    case force
}
