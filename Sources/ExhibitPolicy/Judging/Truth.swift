/// What a condition says: Kleene's three values, and two that stand outside of them.
enum Truth: Sendable, Hashable, CaseIterable {
    case pass
    case fail
    /// A fact is missing or has another type.
    case indeterminate
    /// Depends on facts that only the reply shows; occurs before sending only.
    case undecided
    /// Has nothing to say (a comparison with an empty set); joins leave it out.
    case notApplicable

    init(_ holds: Bool) {
        self = holds ? .pass : .fail
    }

    var negated: Truth {
        switch self {
        case .pass: .fail
        case .fail: .pass
        default: self
        }
    }

    /// Fails whatever the undecided become as soon as one fails; over nothing it passes.
    static func all(_ truths: [Truth]) -> Truth {
        join(truths, strongest: [.fail, .undecided, .indeterminate, .pass], empty: .pass)
    }

    /// Passes whatever the undecided become as soon as one passes; over nothing it fails.
    static func any(_ truths: [Truth]) -> Truth {
        join(truths, strongest: [.pass, .undecided, .indeterminate, .fail], empty: .fail)
    }

    private static func join(_ truths: [Truth], strongest order: [Truth], empty: Truth) -> Truth {
        if truths.isEmpty { return empty }
        return order.first(where: truths.contains) ?? .notApplicable
    }
}
