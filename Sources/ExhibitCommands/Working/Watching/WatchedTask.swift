import ExhibitModel
import ExhibitRecord

/// One task as whoever waits for it sees it.
struct WatchedTask: Sendable, Hashable {
    let place: Int
    let name: String
    var state: TaskState
    var attempt: Int?
    var began: Timestamp?
    var ended: Timestamp?
    /// What its provider last said: a place in the queue, a wish to wait, an error.
    var detail: String?
    /// The worst of its run's verdicts.
    var verdict: String?
    /// In micro-units of US dollars; nil while nobody has said.
    var micros: Int?

    /// Nil before it was begun.
    func elapsed(at now: Timestamp) -> Int? {
        began.map { max(0, Int((ended ?? now).milliseconds - $0.milliseconds)) }
    }

    /// The state, and what it came to.
    var words: String {
        let word = state.rawValue.replacing("_", with: " ")
        guard state == .completed, let verdict else { return word }
        return "\(word), \(verdict.replacing("_", with: " "))"
    }
}
