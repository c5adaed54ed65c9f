/// What a policy's `prepare` section did to the prompt.
package enum GuardState: String, Sendable, Hashable {
    case notNeeded = "not_needed"
    case applied
    case raw
}
