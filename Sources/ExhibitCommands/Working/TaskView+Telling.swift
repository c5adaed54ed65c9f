import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitQueue
import ExhibitRecord

extension TaskView {
    /// The state for people, and the verdict on what was completed.
    var words: String {
        let word = state.rawValue.replacing("_", with: " ")
        guard state == .completed, let verdict = result?.deciding?.verdict.rawValue else { return word }
        return "\(word), \(verdict.replacing("_", with: " "))"
    }
}

extension [TaskView] {
    /// `12 tasks: 10 completed, 2 failed`.
    var sentence: String {
        let counts = TaskCounts(map(\.state))
        let parts = TaskState.allCases.filter { counts[$0] > 0 }
            .map { "\(counts[$0]) \($0.rawValue.replacing("_", with: " "))" }
        return "\(count) task\(count == 1 ? "" : "s")" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }

    /// The most that any of them may have been billed.
    var billed: Billed { compactMap { $0.result?.outcome.report?.billed }.max() ?? .no }
}
