/// Where an answer goes as it comes.
///
/// Both functions run on the transfer thread and must not block for long.
package struct BodySink: Sendable {
    package let receive: @Sendable (_ chunk: [UInt8]) -> Bool
    package let onHead: (@Sendable (HTTPHead) -> Void)?

    /// `onHead` gets the final head (no 1xx) before the first chunk; `receive` answers false to stop the transfer.
    package init(
        onHead: (@Sendable (HTTPHead) -> Void)? = nil,
        _ receive: @escaping @Sendable (_ chunk: [UInt8]) -> Bool
    ) {
        self.onHead = onHead
        self.receive = receive
    }
}
