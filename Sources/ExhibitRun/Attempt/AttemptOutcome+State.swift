import ExhibitProvider
import ExhibitRecord

extension AttemptOutcome {
    /// The state of a run that ends with it.
    var state: RunState {
        switch end {
        case .unknownOutcome: .unknownOutcome
        case .timedOut: .timedOut
        case .failed, .answered: .failed
        }
    }
}
