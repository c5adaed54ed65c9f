/// A request and its answer as a ledger recorded them, for archives that other programs read.
package struct WireExchange: Sendable {
    package var request: WireRequest?
    package var response: WireResponse?

    package init(request: WireRequest? = nil, response: WireResponse? = nil) {
        self.request = request
        self.response = response
    }
}
