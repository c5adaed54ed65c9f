import ExhibitServing

/// What a browser sees: which server this is, and what it can be told.
enum Greeting {
    static var reply: ServerReply {
        let width = SandboxFault.all.map(\.name.count).max() ?? 0
        let faults = SandboxFault.all.map { fault in
            "  " + fault.name + String(repeating: " ", count: width - fault.name.count + 2) + fault.meaning
        }
        let text = """
            The sandbox of exhibit: a provider that draws its own pictures. No model is behind it, and nothing is billed.

              POST /v1/images/generations   POST /v1/images/edits   GET /v1/models   GET /__sandbox/requests

            Faults, as the header X-Exhibit-Fault or in a prompt as [[fault:NAME:ARGUMENT]], with xN for N times:

            \(faults.joined(separator: "\n"))

            """
        return ServerReply(
            status: 200,
            headers: [("Content-Type", "text/plain; charset=utf-8")],
            body: Array(text.utf8)
        )
    }
}
