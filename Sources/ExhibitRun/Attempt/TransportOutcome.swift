import ExhibitProvider
import ExhibitTransport

/// What a broken transfer means for the attempt (formats.md, "How each end of an attempt is recorded").
enum TransportOutcome {
    static func of(_ failure: TransportFailure, ambiguous: AttemptOutcome.Ambiguous) -> AttemptOutcome {
        switch failure.phase {
        case .notLeft:
            switch failure.kind {
            case .tlsTrust: AttemptOutcome.of(.certificateUntrusted)
            case .addressRefused: AttemptOutcome.of(.addressRefused)
            default: AttemptOutcome.of(.notDelivered)
            }
        case .left: failure.kind == .headersTooLong ? AttemptOutcome.of(.headersTooLong) : AttemptOutcome.of(.noAnswer)
        case .receiving: receiving(failure, ambiguous)
        }
    }

    private static func receiving(_ failure: TransportFailure, _ ambiguous: AttemptOutcome.Ambiguous) -> AttemptOutcome
    {
        guard let head = failure.head else {
            return AttemptOutcome.of(failure.kind == .headersTooLong ? .headersTooLong : .noAnswer)
        }
        guard (200..<300).contains(head.status) else {
            // The status is the answer; that its explanation broke off changes nothing.
            return AttemptOutcome.of(status: head.status, ambiguous: ambiguous)
        }
        return switch failure.kind {
        case .headersTooLong: AttemptOutcome.of(.headersTooLong)
        case .bodyTooLong, .sinkStopped: AttemptOutcome.of(.mediaTooLarge)
        default: AttemptOutcome.of(.answerBrokeOff)
        }
    }

    static func sentence(_ failure: TransportFailure, provider: String, timeout: Int) -> String {
        let what =
            switch (failure.phase, failure.kind) {
            case (.left, .timeout): "\(provider) got the request, no answer came within \(timeout / 1000) s"
            case (.left, _): "\(provider) got the request, no answer came"
            case (.receiving, _): "the answer of \(provider) broke off after \(failure.bodyBytes) bytes"
            case (.notLeft, _): "the request could not be delivered to \(provider)"
            }
        return "\(what): \(failure.detail)"
    }
}
