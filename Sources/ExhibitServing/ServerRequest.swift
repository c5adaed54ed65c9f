/// What a client asked, complete: the handler is called once the body has been taken.
package struct ServerRequest: Sendable {
    package let method: String
    /// The path with its percent-encoding undone, without the query.
    package let path: String
    /// Parameters of the query in their order, percent-encoding undone; a parameter without `=` has an empty value.
    package let query: [(String, String)]
    /// Header fields in their order; a name may come more than once.
    package let headers: [(String, String)]
    package let body: [UInt8]

    package init(
        method: String,
        path: String,
        query: [(String, String)] = [],
        headers: [(String, String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of the header field, whose name is compared without regard to case.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.0.lowercased() == wanted }?.1
    }
}
