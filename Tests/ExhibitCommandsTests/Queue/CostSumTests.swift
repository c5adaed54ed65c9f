import ExhibitJSON
import Testing

@testable import ExhibitCommands

@Suite struct CostSumTests {
    private func sum(_ costs: RunCost...) -> CostSum {
        costs.reduce(into: CostSum()) { $0.add($1) }
    }

    @Test func `what is known is added up, and what is not is counted`() {
        let sum = sum(.known(20000), .known(0), .unknown, .open)
        #expect(sum.micros == 20000)
        #expect((sum.runs, sum.unknown, sum.open) == (4, 2, 1))
        #expect(sum.object["known"]?.int == 2)
        #expect(sum.object["complete"]?.bool == false)
        #expect(sum.text == "0.02 and more")
    }

    @Test(arguments: [RunCost.unknown, .open])
    func `an amount that nobody said is never nothing`(cost: RunCost) {
        let sum = sum(cost, cost)
        #expect(sum.object["amount"] == .null)
        #expect(sum.object["micros"] == .null)
        #expect(sum.text == "unknown")
    }

    @Test func `nothing is known to be nothing`() {
        #expect(sum(.known(0)).object["amount"]?.string == "0")
        #expect(CostSum().object["micros"]?.int == 0)
    }

    @Test func `a price beside a retried attempt is the least that it may be`() {
        let sum = sum(.atLeast(500))
        #expect(sum.object["micros"]?.int == 500)
        #expect(sum.object["unknown"]?.int == 1)
        #expect(sum.object["complete"]?.bool == false)
    }

    @Test func `sums of groups make the sum of all`() {
        #expect(sum(.known(1), .unknown) + sum(.atLeast(2), .open) == sum(.known(1), .unknown, .atLeast(2), .open))
    }
}
