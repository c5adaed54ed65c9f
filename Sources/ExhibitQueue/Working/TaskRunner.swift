package import ExhibitLedger

/// Makes what a task asks for: the one thing about a task that its crew does not know.
package protocol TaskRunner: Sendable {
    /// Performs the task's run, under the id that the claim gives it, and says how it ended.
    ///
    /// A cancelled call stops as a run does for a signal, with ``StopCause/code`` as its reason; it ends all the same, and
    /// says so. Nothing is thrown: what went wrong is an end, too.
    func perform(_ task: ClaimedTask, _ stop: StopCause) async -> PerformedTask
}

/// How a runner leaves a task.
package enum PerformedTask: Sendable {
    case ended(TaskEnd)
    /// The provider asked to be left alone for a while: all of its tasks wait, and this one goes on with its run then.
    case parked(Parking)
    /// Nothing was sent, and nothing is to be begun any more: the task waits again.
    case released
}
