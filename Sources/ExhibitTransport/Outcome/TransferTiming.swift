/// Milliseconds from the start of a transfer to each of its steps; 0 for a step that was not needed.
package struct TransferTiming: Sendable, Hashable {
    package var nameLookup: Int
    package var connect: Int
    package var tls: Int
    /// When the last byte of the request was taken.
    package var sent: Int?
    /// When the status line of the final answer came.
    package var firstByte: Int?
    package var total: Int

    package init(
        nameLookup: Int = 0,
        connect: Int = 0,
        tls: Int = 0,
        sent: Int? = nil,
        firstByte: Int? = nil,
        total: Int = 0
    ) {
        self.nameLookup = nameLookup
        self.connect = connect
        self.tls = tls
        self.sent = sent
        self.firstByte = firstByte
        self.total = total
    }
}
