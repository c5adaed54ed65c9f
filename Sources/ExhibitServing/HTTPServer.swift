import CMicroHTTPD
import Synchronization

/// An HTTP/1.1 server on 127.0.0.1, for the sandbox, the review page and the tests.
///
/// Each connection has a thread of its own, and the handler runs on it, so a handler may block and several run at once.
@safe package final class HTTPServer: Sendable {
    package let port: UInt16
    private let answering: Answering
    private let daemon: Mutex<OpaquePointer?>

    /// Headers of a request, and of a reply, have to fit in this.
    private static let memoryPerConnection = 1 << 20

    /// Listens when it returns.
    ///
    /// Port 0 lets the system choose. A request body beyond `bodyLimit` is answered with 413 and never reaches the handler.
    package init(
        port: UInt16 = 0,
        bodyLimit: Int = 512 << 20,
        handler: @escaping @Sendable (ServerRequest) -> ServerReply
    ) throws(ServingError) {
        let answering = Answering(bodyLimit: bodyLimit, stop: try StopSignal(), handler: handler)
        let socket = try LoopbackSocket(port: port)
        let started = unsafe exhibit_mhd_start(
            socket.descriptor,
            Self.answer,
            Unmanaged.passUnretained(answering).toOpaque(),
            Self.completed,
            Self.memoryPerConnection
        )
        guard let started = unsafe started else { throw .refused(step: "MHD_start_daemon", errno: 0) }
        self.answering = answering
        self.port = socket.port
        unsafe daemon = Mutex(started)
    }

    deinit { stop() }

    /// Closes the listening socket and every connection, and waits for their handlers; a second call does nothing.
    package func stop() {
        answering.stop.raise()
        unsafe daemon.withLock { daemon in
            if let running = unsafe daemon { unsafe MHD_stop_daemon(running) }
            unsafe daemon = nil
        }
    }

    private static let answer: MHD_AccessHandlerCallback = {
        context,
        connection,
        path,
        method,
        _,
        piece,
        count,
        state in
        guard let context = unsafe context, let connection = unsafe connection, let path = unsafe path,
            let method = unsafe method, let count = unsafe count, let state = unsafe state
        else { return .NO }
        let answering = unsafe Unmanaged<Answering>.fromOpaque(context).takeUnretainedValue()
        guard let begun = unsafe state.pointee else {
            unsafe state.pointee = Unmanaged.passRetained(answering.begin()).toOpaque()
            return .YES
        }
        let conversation = unsafe Unmanaged<Conversation>.fromOpaque(begun).takeUnretainedValue()
        guard unsafe count.pointee == 0 else {
            unsafe conversation.take(UnsafeRawBufferPointer(start: piece, count: count.pointee))
            unsafe count.pointee = 0
            return .YES
        }
        return unsafe answering.answer(
            conversation,
            method: String(cString: method),
            path: String(cString: path),
            on: connection
        )
    }

    private static let completed: MHD_RequestCompletedCallback = { _, _, state, _ in
        guard let state = unsafe state, let begun = unsafe state.pointee else { return }
        unsafe Unmanaged<Conversation>.fromOpaque(begun).release()
        unsafe state.pointee = nil
    }
}

package enum ServingLibrary {
    /// The version of libmicrohttpd that is loaded.
    package static var version: String {
        unsafe String(cString: MHD_get_version())
    }
}
