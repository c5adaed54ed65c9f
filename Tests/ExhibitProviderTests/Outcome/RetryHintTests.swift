import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct RetryHintTests {
    /// RFC 9110's example, 1994-11-06T08:49:37Z.
    static let moment = Timestamp(milliseconds: 784_111_777_000)

    private func hint(_ headers: [(String, String)]) -> RetryHint {
        RetryHint(headers.map { HeaderField($0.0, $0.1) }, receivedAt: Self.moment)
    }

    @Test(arguments: [
        ("0", Duration.zero as Duration?), ("30", .seconds(30)), ("1.5", .milliseconds(1500)), ("-1", nil), ("", nil),
        ("soon", nil), ("1e9", nil), ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", .zero), ("Sun Nov  6 08:49:39 1994", .seconds(2)),
        ("Sun, 31 Feb 1994 08:50:07 GMT", nil), ("99999999999999999999", .seconds(31_536_000)),
    ])
    func `Retry-After in seconds or as a date`(text: String, after: Duration?) {
        #expect(hint([("Retry-After", text)]).after == after)
    }

    @Test func `a date is taken relative to the answer's own Date`() {
        let hint = hint([
            ("Date", "Sat, 21 Nov 2026 06:00:00 GMT"), ("Retry-After", "Saturday, 21-Nov-26 06:01:00 GMT"),
        ])
        #expect(hint.after == .seconds(60))
    }

    @Test func `retry-after-ms is finer, so it wins`() {
        #expect(hint([("Retry-After", "9"), ("retry-after-ms", "1250")]).after == .milliseconds(1250))
        #expect(hint([("Retry-After", "9"), ("retry-after-ms", "x")]).after == .seconds(9))
    }

    @Test(arguments: [("true", true as Bool?), ("False", false), ("yes", nil), ("", nil)])
    func `x-should-retry`(text: String, word: Bool?) {
        #expect(hint([("X-Should-Retry", text)]).shouldRetry == word)
    }

    @Test func `no headers, no hint`() {
        #expect(hint([]) == .none)
    }
}
