import Testing

@testable import ExhibitPolicy

@Suite struct TruthTests {
    private static let letters: [Character: Truth] = [
        "p": .pass, "f": .fail, "i": .indeterminate, "u": .undecided, "n": .notApplicable,
    ]

    /// Rows and columns in the order p f i u n.
    @Test(arguments: [("p", "pfiup"), ("f", "fffff"), ("i", "ifiui"), ("u", "ufuuu"), ("n", "pfiun")])
    func `all of two follows the table`(left: String, results: String) throws {
        try expect(left, results, Truth.all)
    }

    @Test(arguments: [("p", "ppppp"), ("f", "pfiuf"), ("i", "piiui"), ("u", "puuuu"), ("n", "pfiun")])
    func `any of two follows the table`(left: String, results: String) throws {
        try expect(left, results, Truth.any)
    }

    private func expect(_ left: String, _ results: String, _ join: ([Truth]) -> Truth) throws {
        let first = try #require(left.first.flatMap { Self.letters[$0] })
        for (column, result) in zip("pfiun", results) {
            let second = try #require(Self.letters[column])
            let expected = try #require(Self.letters[result])
            #expect(join([first, second]) == expected, "\(left) with \(column)")
            #expect(join([second, first]) == expected, "\(column) with \(left)")
        }
    }

    private static let triples = Truth.allCases.flatMap { a in
        Truth.allCases.flatMap { b in Truth.allCases.map { c in [a, b, c] } }
    }

    @Test(arguments: triples)
    func `joins do not care how they are grouped, and mirror each other`(triple: [Truth]) {
        let (a, b, c) = (triple[0], triple[1], triple[2])
        #expect(Truth.all([a, b, c]) == Truth.all([Truth.all([a, b]), c]))
        #expect(Truth.any([a, b, c]) == Truth.any([a, Truth.any([b, c])]))
        #expect(Truth.all(triple).negated == Truth.any(triple.map(\.negated)))
    }

    @Test(arguments: triples)
    func `what is decided stays so whatever the undecided become`(triple: [Truth]) {
        for join in [Truth.all, Truth.any] where join(triple) != .undecided {
            for outcome in Self.outcomes(of: triple) { #expect(join(outcome) == join(triple)) }
        }
    }

    /// All ways in which the undecided parts may turn out.
    private static func outcomes(of truths: [Truth]) -> [[Truth]] {
        truths.reduce([[]]) { ways, truth in
            let endings: [Truth] = truth == .undecided ? [.pass, .fail, .indeterminate] : [truth]
            return ways.flatMap { way in endings.map { way + [$0] } }
        }
    }

    @Test func `over nothing, all passes and any fails`() {
        #expect(Truth.all([]) == .pass)
        #expect(Truth.any([]) == .fail)
    }
}
