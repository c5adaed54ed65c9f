import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What one run cost, as far as its record says.
enum RunCost: Sendable, Hashable {
    /// In micro-units of US dollars.
    case known(Int)
    /// The same, and an earlier attempt may have been billed beside it.
    case atLeast(Int)
    case unknown
    /// It has not ended.
    case open

    /// Nothing only where the record says that nothing was billed.
    init(_ result: RunResult) {
        let replay = result.replay
        let mayHaveMore = replay.attempts.contains { attempt in
            attempt.failure.map { $0.body["billed"]?.string != Billed.no.rawValue } ?? false
        }
        if let micros = Self.amount(result.object["cost"]) {
            self = replay.state == .succeeded && mayHaveMore ? .atLeast(micros) : .known(micros)
        } else if !replay.state.isEnded {
            self = .open
        } else if replay.attempts.isEmpty || (result.outcome.report?.billed == .no && !mayHaveMore) {
            self = .known(0)
        } else {
            self = .unknown
        }
    }

    private static func amount(_ cost: JSONValue?) -> Int? {
        cost?["currency"]?.string == "USD" ? cost?["micros"]?.int : nil
    }
}
