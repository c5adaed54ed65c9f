/// All dates of outside parties in a ledger, in the order of their entries.
package struct AnchorBook: Sendable {
    package private(set) var points: [AnchorPoint] = []

    package init() {}

    /// Takes the entries as they come; those of other types are passed over.
    package mutating func take(_ entry: Entry) {
        if let point = AnchorPoint(entry) { points.append(point) }
    }

    /// What the entries before `asOf` say of a run.
    package func dating(_ window: DatingWindow, before asOf: Int64) -> Dating {
        Dating(
            before: points.last { $0.entry < min(window.sent, asOf) && $0.size > window.committed },
            after: points.first { $0.entry < asOf && $0.size > window.made }
        )
    }
}
