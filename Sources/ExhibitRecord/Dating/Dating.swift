/// Between which moments of outside parties a run's record came to be.
package struct Dating: Sendable, Hashable {
    /// The newest that covers what the run was to be and was recorded before the request.
    package let before: AnchorPoint?
    /// The first that covers the outputs.
    package let after: AnchorPoint?

    package static let none = Dating(before: nil, after: nil)

    package init(before: AnchorPoint?, after: AnchorPoint?) {
        self.before = before
        self.after = after
    }
}
