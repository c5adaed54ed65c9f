/// A request and its complete answer, whatever the status says.
package struct Exchange: Sendable, Hashable {
    package let head: HTTPHead
    package let facts: ConnectionFacts
    package let timing: TransferTiming
    package let bodyBytes: Int64

    package init(head: HTTPHead, facts: ConnectionFacts, timing: TransferTiming, bodyBytes: Int64) {
        self.head = head
        self.facts = facts
        self.timing = timing
        self.bodyBytes = bodyBytes
    }
}
