import ExhibitJSON
import ExhibitModel
import ExhibitServing
import Glibc
import Synchronization

/// Takes a request of either listener and finds its answer; knows nothing of sockets.
final class Desk: Sendable {
    let log = RequestLog()
    let origins = Mutex(Origins())
    private let standing: [FaultOrder]
    private let strict: Bool
    private let key: Secret?
    private let counter = FaultCounter()
    private let store = PictureStore()

    init(faults: [FaultOrder], strict: Bool, key: Secret?) {
        standing = faults
        self.strict = strict
        self.key = key
    }

    func answer(_ request: ServerRequest, on listener: Origins.Listener) -> ServerReply {
        let origins = origins.withLock { $0 }
        let port = origins.port(listener)
        var reply: ServerReply
        switch request.path {
        case "/": reply = Greeting.reply
        case "/__sandbox/requests": reply = JSONReply.reply(log.json)
        case let path where path.hasPrefix("/files/") || path.hasPrefix("/v1/files/"):
            log.add(request, port: port, fieldNames: [])
            reply = file(request, origins)
        default: reply = provider(request, port, origins)
        }
        reply.headers.append(ProviderHeaders.mark)
        return reply
    }

    /// A download, with the fault that its reply ordered for it.
    private func file(_ request: ServerRequest, _ origins: Origins) -> ServerReply {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        let active = counter.active(store[name]?.fault.map { [$0] } ?? [], for: request.path)
        var reply = FileReply.reply(request, store: store, origins: origins)
        if let order = active.first(where: \.fault.replacesReply) {
            reply = replacement(order, request, "", nil, origins)
        }
        ConnectionFaults.apply(active, to: &reply)
        return reply
    }

    private func provider(_ request: ServerRequest, _ port: UInt16, _ origins: Origins) -> ServerReply {
        let start = ContinuousClock.now
        let id = ProviderHeaders.makeRequestID()
        var form: RequestForm?
        var reply: ServerReply
        do throws(Refusal) {
            if isPictures(request) {
                defer { log.add(request, port: port, fieldNames: form?.names ?? []) }
                try authorize(request)
                let read = try RequestForm(request)
                form = read
            } else {
                log.add(request, port: port, fieldNames: [])
                try authorize(request)
            }
            let active = try activeFaults(request, form)
            reply = try plainReply(request, form, active, id, origins)
            ConnectionFaults.apply(active, to: &reply)
        } catch {
            reply = JSONReply.refusal(error)
        }
        // A proxy's page never met the provider, so it has none of its headers.
        if reply.headers.contains(where: { $0.1 == "text/html" }) { return reply }
        reply.headers += ProviderHeaders.list(requestID: id, elapsed: ContinuousClock.now - start)
        return reply
    }

    private func plainReply(
        _ request: ServerRequest,
        _ form: RequestForm?,
        _ active: [FaultOrder],
        _ id: String,
        _ origins: Origins
    ) throws(Refusal) -> ServerReply {
        if let order = active.first(where: \.fault.replacesReply) {
            return replacement(order, request, id, form?.fields["model"]?.string, origins)
        }
        if let form {
            let asked = try PictureRequest(form, isEdit: request.path.hasSuffix("/edits"), strict: strict)
            let reply = PictureReply(
                asked: asked,
                orders: active,
                store: store,
                origins: origins,
                created: time(nil)
            )
            return JSONReply.reply(reply.body())
        }
        guard request.method == "GET", request.path == "/v1/models" || request.path.hasPrefix("/v1/models/") else {
            throw Refusal(
                status: 404,
                message: "Invalid URL (\(request.method) \(request.path))",
                code: "unknown_url"
            )
        }
        return ModelList.reply(path: request.path)
    }

    private func replacement(
        _ order: FaultOrder,
        _ request: ServerRequest,
        _ id: String,
        _ model: String?,
        _ origins: Origins
    ) -> ServerReply {
        ReplacementReply(
            order: order,
            requestID: id,
            authorization: request.header("Authorization"),
            model: model,
            secondOrigin: origins.url(.second, "")
        ).reply(to: request.path)
    }

    /// Any prefix is fine: a provider's base URL and the endpoint are for the client to choose.
    private func isPictures(_ request: ServerRequest) -> Bool {
        request.method == "POST"
            && (request.path.hasSuffix("/images/generations") || request.path.hasSuffix("/images/edits"))
    }

    private func authorize(_ request: ServerRequest) throws(Refusal) {
        guard let key else { return }
        let given = request.header("Authorization")
        let fits = key.reveal { given == "Bearer \($0)" }
        guard fits else { throw Refusal(status: 401, message: "Incorrect API key provided.", code: "invalid_api_key") }
    }

    private func activeFaults(_ request: ServerRequest, _ form: RequestForm?) throws(Refusal) -> [FaultOrder] {
        var orders = standing
        do throws(SandboxError) {
            for spec in request.header("X-Exhibit-Fault")?.split(separator: ",") ?? [] {
                orders.append(try FaultOrder(parsing: String(spec.drop { $0 == " " })))
            }
            orders += try FaultOrder.orders(in: form?.prompt ?? "")
        } catch {
            throw Refusal(message: error.report.message, code: "unknown_fault")
        }
        return counter.active(orders, for: form?.prompt ?? request.path)
    }
}
