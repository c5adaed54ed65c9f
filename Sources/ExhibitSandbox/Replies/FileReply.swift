import ExhibitServing

/// A kept medium, as a plain file server would give it out.
enum FileReply {
    static func reply(_ request: ServerRequest, links: MediaLinks) -> ServerReply {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        func query(_ wanted: String) -> String? { request.query.first { $0.0 == wanted }?.1 }
        guard let stored = links.store[name] else {
            return ServerReply(
                status: 404,
                headers: [("Content-Type", "text/plain")],
                body: Array("no such file\n".utf8)
            )
        }
        if let hops = query("hops").flatMap({ Int($0) }), hops > 0 {
            let next =
                hops > 1
                ? links.origins.url(.main, "/files/\(name)?hops=\(hops - 1)")
                : links.origins.url(.second, "/files/\(name)")
            return ServerReply(status: 302, headers: [("Location", next)])
        }
        if let signature = stored.signature, query("X-Amz-Signature") != signature {
            let body = "<Error><Code>SignatureDoesNotMatch</Code></Error>\n"
            return ServerReply(status: 403, headers: [("Content-Type", "application/xml")], body: Array(body.utf8))
        }
        return ServerReply(status: 200, headers: [("Content-Type", stored.medium.mediaType)], body: stored.medium.bytes)
    }
}
