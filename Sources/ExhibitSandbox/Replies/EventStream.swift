import ExhibitJSON
import ExhibitServing

/// Server-sent events (WHATWG HTML §9.2) as OpenAI's API sends them: each with its name outside and in `type` inside.
struct EventStream {
    private let orders: [FaultOrder]
    private let lineEnd: String
    private var body: [UInt8] = []

    init(orders: [FaultOrder]) {
        self.orders = orders
        lineEnd = orders[.sseCRLF] != nil ? "\r\n" : orders[.sseCR] != nil ? "\r" : "\n"
    }

    mutating func send(_ name: String, _ event: JSONObject) {
        var typed: JSONObject = ["type": .string(name)]
        for (key, value) in event.members { typed[key] = value }
        write("event: \(name)", "data: \(JSONText.compact(.object(typed)))")
    }

    /// The last event and the end, unless another end was ordered; `isMarked`: with `[DONE]` behind it.
    mutating func end(with name: String, _ event: JSONObject, isMarked: Bool = true) {
        if orders[.streamCut] != nil { return }
        if orders[.streamError] != nil {
            let error: JSONObject = [
                "type": "error",
                "error": [
                    "type": "server_error", "code": "server_error", "param": nil,
                    "message": "The server had an error while processing your request.",
                ],
            ]
            write("event: error", "data: \(JSONText.compact(.object(error)))")
            return
        }
        send(name, event)
        if isMarked { write("data: [DONE]") }
    }

    private mutating func write(_ lines: String...) {
        for line in lines + [""] { body += Array((line + lineEnd).utf8) }
    }

    /// Without a length, as a stream has none.
    func reply() -> ServerReply {
        ServerReply(
            status: 200,
            headers: [("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-cache")],
            body: body,
            fault: .unsized
        )
    }
}
