package import ExhibitModel

extension AttemptOutcome {
    /// The same end of a request that cannot bill: asking again costs nothing, so nothing about it stays unknown.
    package var unbilled: AttemptOutcome {
        guard let code, end != .answered else { return self }
        return AttemptOutcome(.failed, retries: retries || code.isLostQuestion, code.ofQuestion, .no)
    }
}

extension ErrorCode {
    /// The code for a request that cannot have been billed: what may have been paid for is only not there.
    package var ofQuestion: ErrorCode {
        switch self {
        case .outcomeUnknown, .replyIncomplete, .providerFailed: .mediaDownloadFailed
        default: self
        }
    }

    fileprivate var isLostQuestion: Bool { self == .outcomeUnknown || self == .replyIncomplete }
}
