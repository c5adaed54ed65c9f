import CMicroHTTPD

/// What the daemon's threads share: the handler, the limit and the stop signal.
///
/// The daemon holds it by pointer.
final class Answering: Sendable {
    let stop: StopSignal
    private let bodyLimit: Int
    private let handler: @Sendable (ServerRequest) -> ServerReply

    init(bodyLimit: Int, stop: StopSignal, handler: @escaping @Sendable (ServerRequest) -> ServerReply) {
        self.bodyLimit = bodyLimit
        self.stop = stop
        self.handler = handler
    }

    func begin() -> Conversation {
        Conversation(limit: bodyLimit)
    }

    /// Answers a complete request; `NO` makes libmicrohttpd close the connection.
    func answer(_ conversation: Conversation, method: String, path: String, on connection: OpaquePointer) -> MHD_Result
    {
        guard !conversation.tooLong else {
            return unsafe send(
                ServerReply(status: 413, body: Array("the body is longer than \(bodyLimit) bytes\n".utf8)),
                on: connection
            )
        }
        let reply = handler(
            unsafe ServerRequest(
                method: method,
                path: path,
                query: Conversation.pairs(.GET_ARGUMENT_KIND, of: connection),
                headers: Conversation.pairs(.HEADER_KIND, of: connection),
                body: conversation.body
            )
        )
        if stop.wait(reply.delay) || reply.fault == .dropBeforeHeaders { return .NO }
        return unsafe send(reply, on: connection)
    }

    private func send(_ reply: ServerReply, on connection: OpaquePointer) -> MHD_Result {
        let body = ReplyBody(reply, stop: stop)
        let response = unsafe MHD_create_response_from_callback(
            body.size,
            1 << 16,
            { context, position, buffer, room in
                guard let context = unsafe context else { return MHD_CONTENT_READER_END_WITH_ERROR }
                let body = unsafe Unmanaged<ReplyBody>.fromOpaque(context).takeUnretainedValue()
                return unsafe body.read(
                    at: Int(position),
                    into: UnsafeMutableRawBufferPointer(start: buffer, count: room)
                )
            },
            Unmanaged.passRetained(body).toOpaque(),
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<ReplyBody>.fromOpaque(context).release()
            }
        )
        guard let response = unsafe response else { return .NO }
        defer { unsafe MHD_destroy_response(response) }
        for (name, value) in reply.headers {
            // What libmicrohttpd refuses (a line break, a second Content-Length) must not go out half.
            guard unsafe MHD_add_response_header(response, name, value) == .YES else { return .NO }
        }
        return unsafe MHD_queue_response(connection, UInt32(reply.status), response)
    }
}
