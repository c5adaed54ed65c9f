import ExhibitJSON
import Testing

@testable import ExhibitCommands

@Suite struct CostSumTests {
    private func sum(_ costs: RunCost...) -> CostSum {
        costs.reduce(into: CostSum()) { $0.add($1) }
    }

    @Test func `what is known is added up, and what is not is counted`() {
        let total = sum(.known(20000), .known(0), .unknown, .open)
        #expect(total.micros == 20000)
        #expect(total.runs == 4)
        #expect(total.unknown == 2)
        #expect(total.open == 1)
        #expect(total.object["known"]?.int == 2)
        #expect(total.object["complete"]?.bool == false)
        #expect(total.text == "0.02 and more")
    }

    @Test(arguments: [RunCost.unknown, .open])
    func `an amount that nobody said is never nothing`(cost: RunCost) {
        let total = sum(cost, cost)
        #expect(total.object["amount"] == JSONValue.null)
        #expect(total.object["micros"] == JSONValue.null)
        #expect(total.text == "unknown")
    }

    @Test func `nothing is known to be nothing`() {
        #expect(sum(.known(0)).object["amount"]?.string == "0")
        #expect(CostSum().object["micros"]?.int == 0)
    }

    @Test func `a price beside a retried attempt is the least that it may be`() {
        let total = sum(.atLeast(500))
        #expect(total.object["micros"]?.int == 500)
        #expect(total.object["unknown"]?.int == 1)
        #expect(total.object["complete"]?.bool == false)
    }

    @Test func `sums of groups make the sum of all`() {
        #expect(sum(.known(1), .unknown) + sum(.atLeast(2), .open) == sum(.known(1), .unknown, .atLeast(2), .open))
    }
}
