/// How long a transfer may take and how much may come back.
///
/// Each limit ends the transfer; none is a wish.
package struct TransferLimits: Sendable, Hashable {
    /// Name look-up, connection and TLS together.
    package var connect: Duration
    package var total: Duration
    /// From the start to the status line of the final answer.
    package var firstByte: Duration
    /// All header lines together, interim answers and trailers included.
    package var headerBytes: Int
    /// What lies within the limit is still delivered.
    package var bodyBytes: Int

    /// The first byte may take as long as the whole when `firstByte` is nil; 1 GiB of media and 8 MiB of text may come.
    package init(
        connect: Duration = .seconds(10),
        total: Duration,
        firstByte: Duration? = nil,
        headerBytes: Int = 256 << 10,
        bodyBytes: Int = (1 << 30) + (8 << 20)
    ) {
        self.connect = connect
        self.total = total
        self.firstByte = firstByte ?? total
        self.headerBytes = headerBytes
        self.bodyBytes = bodyBytes
    }
}
