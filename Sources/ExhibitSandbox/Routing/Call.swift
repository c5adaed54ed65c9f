import ExhibitServing

/// One request on its way to the handler of its route.
struct Call: Sendable {
    let request: ServerRequest
    /// What stands for each `{}` of the route's pattern, then for its `**`.
    let parameters: [String]
    let dialect: any Dialect
    let body: RequestBody
    /// What befalls this request, or the job that it makes.
    let orders: [FaultOrder]
    let requestID: String
    let strict: Bool
    /// Unix seconds.
    let time: Int
    let faults: FaultDesk
    let links: MediaLinks

    func query(_ name: String) -> String? { request.query.first { $0.0 == name }?.1 }

    /// The reply, befallen by what is ordered for this very request.
    func befallen(_ plain: () throws(Refusal) -> ServerReply) throws(Refusal) -> ServerReply {
        try befallen(by: orders, plain)
    }

    /// The reply to a request that asks after a job, befallen by what was ordered for that when the job was made.
    ///
    /// The kind is ``SandboxFault/poll`` or ``SandboxFault/result``.
    func befallen(
        _ kind: SandboxFault,
        of jobOrders: [FaultOrder],
        _ id: String,
        _ plain: () throws(Refusal) -> ServerReply
    ) throws(Refusal) -> ServerReply {
        let later = jobOrders.filter { $0.fault == kind }.compactMap(\.nested)
        return try befallen(by: faults.active(later, for: "\(kind.name) \(id)"), plain)
    }

    private func befallen(
        by orders: [FaultOrder],
        _ plain: () throws(Refusal) -> ServerReply
    ) throws(Refusal) -> ServerReply {
        try Befalling(
            orders: orders,
            dialect: dialect,
            request: request,
            requestID: requestID,
            model: body.text("model"),
            links: links
        ).reply(plain)
    }
}
