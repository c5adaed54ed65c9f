import ExhibitServing

/// A reply, and what was ordered to befall it.
struct Befalling {
    let orders: [FaultOrder]
    let dialect: any Dialect
    let request: ServerRequest
    let requestID: String
    let model: String?
    let links: MediaLinks

    func reply(_ plain: () throws(Refusal) -> ServerReply) throws(Refusal) -> ServerReply {
        var reply: ServerReply
        if let order = orders.first(where: \.fault.replacesReply) {
            reply = ReplacementReply(
                order: order,
                dialect: dialect,
                request: request,
                requestID: requestID,
                model: model,
                secondOrigin: links.origins.url(.second, "")
            ).reply()
        } else {
            reply = try plain()
        }
        ConnectionFaults.apply(orders, to: &reply)
        return reply
    }
}
