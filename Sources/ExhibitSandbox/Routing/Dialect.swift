import ExhibitServing

/// One wire format: its routes, how a client shows its key there, and how an error reads.
protocol Dialect: Sendable {
    var routes: [Route] { get }

    /// Whether the request shows the key that the sandbox wants.
    func admits(_ request: ServerRequest, key: String) -> Bool
    func refusal(_ refusal: Refusal, to request: ServerRequest) -> ServerReply
    /// On every answer that the provider itself gives.
    func headers(requestID: String, elapsed: Duration) -> [(String, String)]
}

extension Dialect {
    func admits(_ request: ServerRequest, key: String) -> Bool {
        request.header("Authorization") == "Bearer \(key)"
    }

    func headers(requestID: String, elapsed: Duration) -> [(String, String)] { [] }
}
