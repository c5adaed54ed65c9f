package import ExhibitModel

/// What an answer's headers say about sending again.
package struct RetryHint: Sendable, Hashable {
    /// `x-should-retry`: the provider's own decision, which wins over every table.
    package let shouldRetry: Bool?
    /// How long the provider asks to wait.
    package let after: Duration?

    package static let none = RetryHint(shouldRetry: nil, after: nil)

    /// A hint beyond a year is nonsense, and would overflow elsewhere.
    private static let longest = 31_536_000.0

    package init(shouldRetry: Bool?, after: Duration?) {
        self.shouldRetry = shouldRetry
        self.after = after
    }

    /// Reads `x-should-retry`, `retry-after-ms`, and `Retry-After` in seconds or as a date.
    ///
    /// `receivedAt`, this machine's clock, is used only when a date comes without the answer's own `Date`.
    package init(_ headers: [HeaderField], receivedAt: Timestamp) {
        switch headers.value("x-should-retry")?.lowercased() {
        case "true": shouldRetry = true
        case "false": shouldRetry = false
        default: shouldRetry = nil
        }
        let milliseconds = headers.value("retry-after-ms").flatMap { Self.duration($0, perSecond: 1000) }
        after = milliseconds ?? headers.value("retry-after").flatMap { Self.after($0, headers, receivedAt) }
    }

    /// The same with the dialect's own wait where the headers name none.
    package func waiting(_ wait: Duration?) -> RetryHint {
        RetryHint(shouldRetry: shouldRetry, after: after ?? wait)
    }

    /// How long the answer to a poll asks to wait before the next: `openai-poll-after-ms`, else as above.
    package static func pollDelay(_ headers: [HeaderField], receivedAt: Timestamp) -> Duration? {
        headers.value("openai-poll-after-ms").flatMap { duration($0, perSecond: 1000) }
            ?? RetryHint(headers, receivedAt: receivedAt).after
    }

    private static func after(_ text: String, _ headers: [HeaderField], _ receivedAt: Timestamp) -> Duration? {
        if let seconds = duration(text, perSecond: 1) { return seconds }
        guard let date = HTTPDate.parse(text) else { return nil }
        let answered = headers.value("date").flatMap(HTTPDate.parse) ?? receivedAt
        return .milliseconds(min(max(0, date.milliseconds - answered.milliseconds), Int64(longest) * 1000))
    }

    private static func duration(_ text: String, perSecond unit: Double) -> Duration? {
        let isNumber = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
        }
        guard isNumber, let value = Double(text) else { return nil }
        return .milliseconds(Int64((min(value / unit, longest) * 1000).rounded(.up)))
    }
}
