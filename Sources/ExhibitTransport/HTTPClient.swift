import CCurl
package import ExhibitModel
import Synchronization

/// Sends requests and streams their answers; the one way of this program to the network.
///
/// No redirect is followed, no cookie kept, no `.netrc` read. All transfers run on one thread, which starts with the
/// first of them and ends with the client.
package final class HTTPClient: Sendable {
    private let loop = Mutex<TransferLoop?>(nil)
    private let lastID = Atomic<UInt64>(0)

    package init() {}

    deinit {
        loop.withLock { $0?.post(.stop) }
    }

    /// Sends what may bill: the permit shows that the attempt is recorded, and names it to the provider.
    package func submit(
        _ request: HTTPRequest,
        _ permit: Permit,
        into sink: BodySink
    ) async throws(TransportFailure) -> Exchange {
        try await send(request, attempt: permit.attempt, into: sink)
    }

    /// Sends what cannot bill: a poll, a download, a check.
    package func fetch(_ request: HTTPRequest, into sink: BodySink) async throws(TransportFailure) -> Exchange {
        try await send(request, attempt: nil, into: sink)
    }

    /// Cancelling the task removes the transfer from curl at once, which closes its connection.
    private func send(
        _ request: HTTPRequest,
        attempt: String?,
        into sink: BodySink
    ) async throws(TransportFailure) -> Exchange {
        guard !Task.isCancelled else { throw .unsent(.cancelled, URLParts(request.url), "cancelled") }
        guard let loop = running else { throw .unsent(.other, URLParts(request.url), "no thread for transfers") }
        let id = lastID.add(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.post(
                    .start(
                        TransferOrder(id: id, request: request, attempt: attempt, sink: sink) {
                            continuation.resume(returning: $0)
                        }
                    )
                )
                // `onCancel` may have posted before the start; the inbox is first in, first out, so say it again.
                if Task.isCancelled { loop.post(.cancel(id)) }
            }
        } onCancel: {
            loop.post(.cancel(id))
        }
        return try result.get()
    }

    /// Whether a transfer has been started yet.
    var hasThread: Bool {
        loop.withLock { $0 != nil }
    }

    /// Not inlined into what suspends: a lock has to be left on the thread that took it.
    private var running: TransferLoop? {
        @inline(never) get {
            loop.withLock { loop in
                if loop == nil { loop = TransferLoop() }
                return loop
            }
        }
    }
}

package enum TransportLibrary {
    /// The versions of libcurl and of its TLS library that are loaded.
    package static var version: String {
        guard let info = unsafe curl_version_info(CURLVERSION_FIRST) else { return "libcurl" }
        let tls = unsafe info.pointee.ssl_version.map { unsafe " " + String(cString: $0) } ?? ""
        return unsafe "libcurl/" + String(cString: info.pointee.version) + tls
    }
}
