package import ExhibitJSON
package import ExhibitModel

/// What a dialect wants done next.
package enum Step: Sendable, Hashable {
    /// The next request of this attempt: another preparation, or the one that may bill.
    case send(ProviderRequest)
    /// The submit was refused as it stood, and is worth one more attempt in another form: the failure is recorded, and
    /// the request is sent as the next attempt, at once.
    case again(ProviderRequest, after: ProviderFailure)
    /// The job is accepted, or goes on: it is asked for again after the provider's own delay, else by the pace.
    case follow(Job, JobReport, after: Duration? = nil)
    /// The job is done, and what it made is behind this request.
    case fetch(ProviderRequest, JobReport)
    /// The media is made.
    ///
    /// - Parameters:
    ///   - usage: the provider's own object, as it came.
    ///   - check: a question whose answer is recorded beside the result before the media is taken.
    ///   - report: what the answer says of the job, where it is the answer to a poll.
    case done(
        [MediaReference],
        echoed: Echoed,
        usage: JSONValue?,
        check: ProviderRequest? = nil,
        report: JobReport? = nil
    )
    /// The answer to a check: nothing follows from it but what it has to say.
    case checked([Note])
    case fail(ProviderFailure)
}
