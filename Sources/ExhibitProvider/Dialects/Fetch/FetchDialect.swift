package import ExhibitModel

/// No provider's protocol: an address is asked, or a text is given, and what it is or names is the media.
///
/// Nothing of it bills. An address that answers media is that media; one that answers text or JSON is read for
/// references, and so is a text that never came over a network.
package struct FetchDialect: Dialect {
    package static let word = "fetch"
    /// The routes: an address that is asked, and a text that is given.
    package static let address = "address"
    package static let text = "text"
    /// In the submit's memory: the address that the answer came from, after redirects.
    package static let page = "page"

    package let name = Self.word
    package let version = 1

    package init() {}

    package func start(_ intent: Intent, endpoint: ProviderEndpoint) throws(ProviderError) -> Planned {
        let sent = Sent(model: "", prompt: "")
        switch (intent.route, intent.endpoint) {
        case (Self.text, let origin):
            let purpose = Purpose.submit(memory: origin.map { [Self.page: $0] } ?? [:])
            return Planned(
                request: ProviderRequest(method: "READ", url: "text:", body: .none, purpose: purpose),
                sent: sent
            )
        case (Self.address, let address?):
            guard EndpointURL.hasScheme(address) else {
                throw .endpointInvalid(address, problem: "must be an address with http:// or https://")
            }
            return Planned(request: Self.request(address), sent: sent)
        default: throw .routeUnknown(intent.route, dialect: name)
        }
    }

    /// Asks an address, and remembers it: what is relative in its answer begins there.
    package static func request(_ address: String) -> ProviderRequest {
        ProviderRequest(
            method: "GET",
            url: address,
            body: .none,
            purpose: .submit(memory: [page: address]),
            headers: [
                HeaderField("Accept", "image/*, video/*, audio/*, application/json, text/*;q=0.9, */*;q=0.5")
            ]
        )
    }

    package func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent, endpoint: ProviderEndpoint) -> Step {
        guard reply.isSuccess else { return .fail(ProviderFailure(refusal: reply)) }
        guard reply.value != nil || reply.text != nil else { return file(reply) }
        if let type = reply.mediaType, isMedia(type) {
            return nothing(reply, "\(type) in bytes that are no picture, film or sound")
        }
        var page: String?
        if case .submit(_, let memory) = purpose { page = memory[Self.page] }
        let found = FetchReferences.read(reply, page: page)
        if found.media.count > FetchReferences.limit {
            return nothing(
                reply,
                "\(found.media.count) references, of which at most \(FetchReferences.limit) are fetched"
            )
        }
        guard found.media.isEmpty else { return .done(found.media, echoed: Echoed(), usage: nil) }
        return nothing(
            reply,
            found.isRelative ? "only relative references, without an origin: add --origin URL" : "nothing to fetch"
        )
    }

    /// A binary answer is the media itself, unless it says that it is something else.
    private func file(_ reply: Reply) -> Step {
        if let type = reply.mediaType, !isMedia(type), !type.hasSuffix("/octet-stream") {
            return nothing(reply, "\(type), which is no picture, film or sound")
        }
        return .done([MediaReference(pointer: "", kind: .body)], echoed: Echoed(), usage: nil)
    }

    private func isMedia(_ type: String) -> Bool {
        ["image/", "video/", "audio/"].contains(where: type.hasPrefix)
    }

    private func nothing(_ reply: Reply, _ what: String) -> Step {
        .fail(ProviderFailure(.noMedia, reply, "with \(what)"))
    }
}
