/// What the server says, and how it misbehaves while it does.
package struct ServerReply: Sendable {
    /// A way in which a real server or network breaks its promise; the sandbox and the tests ask for these by name.
    package enum Fault: Sendable, Hashable {
        case none
        /// The connection is closed without a byte of answer.
        case dropBeforeHeaders
        /// The head promises the whole body; the connection is closed after so many bytes of it.
        case dropAfterBytes(Int)
        /// The head promises so many bytes: a shorter body breaks off, a longer one is cut.
        case contentLength(Int)
        /// The body comes in drips.
        case slow(bytesPerTick: Int, tick: Duration)
        /// The body is repeated, in chunks, until the client or the server stops.
        case endless
        /// The body has no `Content-Length`: chunked for HTTP/1.1, ended by closing for HTTP/1.0.
        case unsized
    }

    package var status: Int
    package var headers: [(String, String)]
    package var body: [UInt8]
    package var fault: Fault
    /// How long the server waits before it answers; stopping the server ends the wait.
    package var delay: Duration

    package init(
        status: Int,
        headers: [(String, String)] = [],
        body: [UInt8] = [],
        fault: Fault = .none,
        delay: Duration = .zero
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.fault = fault
        self.delay = delay
    }
}
