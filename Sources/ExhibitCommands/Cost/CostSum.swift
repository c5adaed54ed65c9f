import ExhibitJSON
import ExhibitModel

/// What some runs cost together: what is known is added up, what is not is counted, and never taken for nothing.
struct CostSum: Sendable, Hashable {
    private(set) var runs = 0
    /// Runs of which nobody has said what they cost, or not all of it.
    private(set) var unknown = 0
    /// Of those, runs that have not ended.
    private(set) var open = 0
    /// Runs of which some amount is known.
    private var amounts = 0
    /// Micro-units of US dollars.
    private(set) var micros = 0

    mutating func add(_ cost: RunCost) {
        runs += 1
        switch cost {
        case .known(let amount): add(amount)
        case .atLeast(let amount):
            unknown += 1
            add(amount)
        case .unknown: unknown += 1
        case .open:
            unknown += 1
            open += 1
        }
    }

    private mutating func add(_ amount: Int) {
        amounts += 1
        micros += amount
    }

    static func + (one: CostSum, other: CostSum) -> CostSum {
        var sum = one
        sum.runs += other.runs
        sum.unknown += other.unknown
        sum.open += other.open
        sum.amounts += other.amounts
        sum.micros += other.micros
        return sum
    }

    /// Nil when nothing is known at all.
    private var amount: Int? { amounts == 0 && runs > 0 ? nil : micros }

    /// `0.42`, with a sign that it is not all.
    var text: String {
        guard let amount else { return "unknown" }
        return Money.text(micros: amount) + (unknown > 0 ? " and more" : "")
    }

    var object: JSONObject {
        JSONObject([
            ("runs", .int(runs)), ("known", .int(runs - unknown)), ("unknown", .int(unknown)), ("open", .int(open)),
            ("amount", amount.map { .string(Money.text(micros: $0)) } ?? .null),
            ("micros", amount.map(JSONValue.int) ?? .null), ("currency", "USD"), ("complete", .bool(unknown == 0)),
        ])
    }
}
