import ExhibitModel
import ExhibitServing
import Glibc

/// Takes a request of either listener and finds its answer; knows nothing of sockets.
final class Desk: Sendable {
    let log = RequestLog()
    let links = MediaLinks()
    private let strict: Bool
    private let key: Secret?
    private let faults: FaultDesk
    private let table: RouteTable
    private let openAI: OpenAIDialect

    init(faults standing: [FaultOrder], strict: Bool, key: Secret?) {
        self.strict = strict
        self.key = key
        faults = FaultDesk(standing: standing)
        openAI = OpenAIDialect(links: links)
        table = RouteTable(
            [JobsDialect(), ClackyDialect(links: links), FalDialect(links: links), GeminiDialect(), openAI]
                + VideoGateway.all(VideoDesk(links: links))
        )
    }

    func answer(_ request: ServerRequest, on listener: Origins.Listener) -> ServerReply {
        let port = links.origins.port(listener)
        var reply: ServerReply
        switch request.path {
        case "/": reply = Greeting.reply
        case "/__sandbox/requests": reply = JSONReply.reply(log.json)
        case let path where path.hasPrefix("/files/") || path.hasPrefix("/v1/files/"):
            log.add(request, port: port, fieldNames: [])
            reply = file(request)
        default: reply = provider(request, port)
        }
        reply.headers.append(ProviderHeaders.mark)
        return reply
    }

    /// A download, with the fault that was ordered for it together with its medium.
    private func file(_ request: ServerRequest) -> ServerReply {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        let ordered = links.store[name]?.fault.map { [$0] } ?? []
        let befalling = Befalling(
            orders: faults.active(ordered, for: request.path),
            dialect: openAI,
            request: request,
            requestID: "",
            model: nil,
            links: links
        )
        do throws(Refusal) {
            return try befalling.reply { FileReply.reply(request, links: links) }
        } catch {
            return openAI.refusal(error, to: request)
        }
    }

    private func provider(_ request: ServerRequest, _ port: UInt16) -> ServerReply {
        let start = ContinuousClock.now
        let id = ProviderHeaders.makeRequestID()
        let match = table.match(request)
        let dialect = match?.dialect ?? openAI
        var names: [String] = []
        var reply: ServerReply
        do throws(Refusal) {
            defer { log.add(request, port: port, fieldNames: names) }
            try authorize(request, dialect)
            guard let match else { throw .unknownPath(request) }
            let body = match.route.kind == .makes ? try RequestBody(request) : RequestBody()
            names = body.names
            reply = try handle(request, match, body, id)
        } catch {
            reply = dialect.refusal(error, to: request)
        }
        // A proxy's page never met the provider, so it has none of its headers.
        if reply.headers.contains(where: { $0.1 == "text/html" }) { return reply }
        reply.headers += dialect.headers(requestID: id, elapsed: ContinuousClock.now - start)
        return reply
    }

    private func handle(
        _ request: ServerRequest,
        _ match: RouteTable.Match,
        _ body: RequestBody,
        _ id: String
    ) throws(Refusal) -> ServerReply {
        let asks = match.route.kind == .asks
        let orders =
            asks ? try faults.orders(forAsking: request) : try faults.orders(for: request, prompt: body.prompt)
        let call = Call(
            request: request,
            parameters: match.parameters,
            dialect: match.dialect,
            body: body,
            orders: orders,
            requestID: id,
            strict: strict,
            time: time(nil),
            faults: faults,
            links: links
        )
        return try call.befallen { () throws(Refusal) in try match.route.answer(call) }
    }

    private func authorize(_ request: ServerRequest, _ dialect: any Dialect) throws(Refusal) {
        guard let key, !key.reveal({ dialect.admits(request, key: $0) }) else { return }
        throw Refusal(status: 401, message: "Incorrect API key provided.", code: "invalid_api_key")
    }
}
