import ExhibitProvider

/// A remote job while this process asks for it.
struct FollowedJob {
    var job: Job
    var report: JobReport
    /// Of the attempt that it belongs to.
    let number: Int
    /// Since this process began to ask.
    var polls = 0
    /// In a row.
    var failures = 0
    /// On the way to the result.
    var redirects = 0
}
