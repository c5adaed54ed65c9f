/// What one answer says about how a job stands.
package struct JobReport: Sendable, Hashable {
    package let state: JobState
    /// The provider's own word for it.
    package let raw: String
    /// Percent, where the provider counts it.
    package let progress: Int?
    /// Place in the provider's queue, 1 being next, where it says so.
    package let position: Int?
    /// What the answer says about what is being made, such as its model.
    package let echoed: Echoed?

    package init(
        _ state: JobState,
        raw: String,
        progress: Int? = nil,
        position: Int? = nil,
        echoed: Echoed? = nil
    ) {
        self.state = state
        self.raw = raw
        self.progress = progress
        self.position = position
        self.echoed = echoed
    }

    /// The state is read from the provider's word.
    package init(raw: String, progress: Int? = nil, position: Int? = nil, echoed: Echoed? = nil) {
        self.init(JobState(word: raw), raw: raw, progress: progress, position: position, echoed: echoed)
    }
}
