/// All that a run sent and received.
package struct WireRun: Sendable {
    /// The ledger's origin.
    package let origin: String
    package let run: String
    /// RFC 3339, of the run's intent.
    package let date: String
    package var exchanges: [WireExchange]

    package init(origin: String, run: String, date: String, exchanges: [WireExchange] = []) {
        self.origin = origin
        self.run = run
        self.date = date
        self.exchanges = exchanges
    }
}
