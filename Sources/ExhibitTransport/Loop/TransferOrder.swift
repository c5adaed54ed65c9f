/// A request on its way to the transfer thread, with the way back.
struct TransferOrder: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// The permit's attempt, sent as `X-Client-Request-Id`.
    let attempt: String?
    let sink: BodySink
    /// Called once, on the transfer thread, after the connection was given back or closed.
    let deliver: @Sendable (Result<Exchange, TransportFailure>) -> Void
}
