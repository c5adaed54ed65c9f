import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct BudgetTests {
    private func code(_ words: [String], count: Int, micros: Int?) async throws -> ErrorCode? {
        do {
            let options = try await CommandLine.options(.generate, words).consent
            try Budget(options).check(Estimate(count: count, micros: micros))
            return nil
        } catch let report as Report {
            return report.code
        }
    }

    @Test func `how many may be made`() async throws {
        #expect(try await code(["--max-images", "2"], count: 2, micros: nil) == nil)
        #expect(try await code(["--max-images", "2"], count: 3, micros: nil) == .budgetExceeded)
        #expect(try await code(["--max-images", "-1"], count: 1, micros: nil) == .usageInvalid)
    }

    @Test func `what it may cost`() async throws {
        #expect(try await code([], count: 1, micros: nil) == nil)
        #expect(try await code(["--max-cost", "0.08"], count: 2, micros: 80_000) == nil)
        #expect(try await code(["--max-cost", "0.08"], count: 2, micros: 80_001) == .budgetExceeded)
        #expect(try await code(["--max-cost", "100"], count: 1, micros: nil) == .budgetUnknown)
        for text in ["-1", "1 USD", "1e3", ""] {
            #expect(try await code(["--max-cost", text], count: 1, micros: 0) == .usageInvalid)
        }
    }
}
