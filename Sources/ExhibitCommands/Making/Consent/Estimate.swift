import ExhibitConfiguration
import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// What the runs of one command ask for, and what that costs as far as anybody has said.
struct Estimate: Hashable {
    let count: Int
    /// Millionths of a US dollar; nil when one of the runs has no price.
    ///
    /// An attempt that is repeated after an unclear answer may be billed once more.
    let micros: Int?

    init(count: Int, micros: Int?) {
        self.count = count
        self.micros = micros
    }

    init(_ plans: [RunPlan], _ planned: [Planned], prices: [Price]) {
        count = planned.reduce(0) { $0 + max(1, $1.sent.n ?? 1) }
        let all = zip(plans, planned).map { plan, planned in Self.micros(plan, planned, prices) }
        micros = all.reduce(0) { sum, one in sum.flatMap { sum in one.map { sum + $0 } } }
    }

    private static func micros(_ plan: RunPlan, _ planned: Planned, _ prices: [Price]) -> Int? {
        // The sandbox bills nobody.
        if plan.provider.isSimulated { return 0 }
        let price = prices.first {
            $0.fits(provider: plan.intent.provider, model: planned.sent.model, mode: plan.intent.mode)
        }
        let cost = price?.micros.multipliedReportingOverflow(by: max(1, planned.sent.n ?? 1))
        return cost.flatMap { $0.overflow ? nil : $0.partialValue }
    }

    /// `0.08 USD`, or that nobody knows.
    var text: String { micros.map { Money.text(micros: $0) + " USD" } ?? "unknown" }
}
