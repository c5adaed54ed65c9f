import Testing

@testable import ExhibitModel

@Suite struct ErrorCodeTests {
    @Test(arguments: ErrorCode.allCases)
    func `a code has an area, words, a sentence and a hint`(code: ErrorCode) {
        let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.count >= 2)
        for part in parts {
            #expect(
                part.first?.isLowercase == true && part.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" },
                "\(code)"
            )
        }
        #expect(code.sentence.first?.isUppercase == false && code.sentence.last != ".")
        #expect(!code.sentence.isEmpty && !code.hint.isEmpty)
        #expect(code.exit != .done)
    }

    @Test func `no two codes are the same, and no two say the same`() {
        #expect(Set(ErrorCode.allCases.map(\.rawValue)).count == ErrorCode.allCases.count)
        #expect(Set(ErrorCode.allCases.map(\.sentence)).count == ErrorCode.allCases.count)
    }

    @Test(arguments: ErrorCode.allCases)
    func `exit 7 and 11 promise that trying again is safe`(code: ErrorCode) {
        if code.exit == .busy || code.exit == .ledgerLocked { #expect(code.retryable) }
        if code.exit == .usage || code.exit == .outcomeUnknown { #expect(!code.retryable) }
    }

    @Test func `a report takes its hint from the registry unless it has its own`() {
        #expect(Report(.runNotFound, "x").hint == ErrorCode.runNotFound.hint)
        #expect(Report(.runNotFound, "x", hint: "y").hint == "y")
        #expect(Report(.runNotFound, "x").billed == .no)
    }
}
