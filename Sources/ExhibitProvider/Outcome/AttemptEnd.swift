/// How an attempt can end other than by a status that is not 2xx.
package enum AttemptEnd: Sendable, Hashable, CaseIterable {
    /// The request did not leave whole: no address, no connection, or reset while sending.
    case notDelivered
    case certificateUntrusted
    /// The connected address is one that the provider may not have; nothing was sent.
    case addressRefused
    /// The request left, and no status line came: silence, or a lost connection.
    case noAnswer
    /// A 2xx answer broke off.
    case answerBrokeOff
    case textTooLong
    case mediaTooLarge
    case headersTooLong
    /// A complete 2xx answer without media.
    case noMedia
    case unparsable
    /// A complete 2xx answer that two readers could understand differently.
    case ambiguousAnswer
    case invalidBase64
    case undecodable
    /// The media is made, at an address that did not give it.
    case downloadFailed
    case pollDeadline
    /// Too many polls in a row failed; the job may still be going on.
    case jobUnreachable
    /// The provider says that its job failed.
    case jobFailed
    /// The provider says that its job was cancelled.
    case jobCancelled
    /// The provider does not know the job, or its result, any more.
    case jobExpired
    /// The provider cannot work at all now and asks not to be tried again soon.
    case unavailable
    /// The provider's queue is full: nothing was taken.
    case queueFull
    /// The provider has no model for this kind of media.
    case notConfigured
    /// The provider does not have the model that was asked for.
    case otherModel
    /// The answer to a preparation does not say what the next request needs.
    case preparationUnclear
    /// The provider refuses the key, or has none for the service behind it, whatever the status says.
    case unauthenticated
    /// The provider says that the service behind it failed, as a gateway does with 502.
    case upstreamFailed
}
