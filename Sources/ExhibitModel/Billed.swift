/// Whether a request may have cost money.
///
/// `maybe` is an answer: it is never rounded to either side.
package enum Billed: String, Sendable, Hashable, CaseIterable, Comparable {
    case no
    case maybe
    case yes

    /// From what costs nothing to what was paid.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .no: 0
        case .maybe: 1
        case .yes: 2
        }
    }
}
