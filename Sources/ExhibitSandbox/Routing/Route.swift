import ExhibitServing

/// One line of the routing table.
struct Route: Sendable {
    typealias Answer = @Sendable (Call) throws(Refusal) -> ServerReply

    enum Kind: Sendable {
        /// Its body is read, and every fault may befall it.
        case makes
        /// It has no body, and every fault may befall it.
        case lists
        /// It asks after something made before: only what was ordered for that, or by a header, befalls it.
        case asks
    }

    let method: String
    let pattern: PathPattern
    let kind: Kind
    let answer: Answer

    init(_ method: String, _ pattern: String, _ kind: Kind, _ answer: @escaping Answer) {
        self.method = method
        self.pattern = PathPattern(pattern)
        self.kind = kind
        self.answer = answer
    }
}
