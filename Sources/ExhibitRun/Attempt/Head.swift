import ExhibitTransport

/// What is known of an answer beside its body: its head, and how it came.
struct Head {
    let head: HTTPHead
    let facts: ConnectionFacts
    let timing: TransferTiming

    init(_ head: HTTPHead, _ facts: ConnectionFacts, _ timing: TransferTiming) {
        self.head = head
        self.facts = facts
        self.timing = timing
    }

    /// Nothing was sent: a text was given.
    var isRead: Bool { facts.host.isEmpty }

    /// For people.
    var how: String { isRead ? "read" : "HTTP \(head.status)" }

    var isSuccess: Bool { (200..<300).contains(head.status) }
}
