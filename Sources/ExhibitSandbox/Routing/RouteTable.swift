import ExhibitServing

/// Every route of every dialect; the first that fits takes the request.
struct RouteTable: Sendable {
    struct Match {
        let dialect: any Dialect
        let route: Route
        let parameters: [String]
    }

    /// Fixed paths come before patterns that would take them too.
    let dialects: [any Dialect]
    private let lines: [(dialect: any Dialect, route: Route)]

    init(_ dialects: [any Dialect]) {
        self.dialects = dialects
        lines = dialects.flatMap { dialect in dialect.routes.map { (dialect, $0) } }
    }

    func match(_ request: ServerRequest) -> Match? {
        for line in lines where line.route.method == request.method {
            guard let parameters = line.route.pattern.match(request.path) else { continue }
            return Match(dialect: line.dialect, route: line.route, parameters: parameters)
        }
        return nil
    }
}
