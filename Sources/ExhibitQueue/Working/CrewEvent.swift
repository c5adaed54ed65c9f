package import ExhibitLedger
package import ExhibitRecord

/// What a crew tells while it works; all of it is in the ledger already.
package enum CrewEvent: Sendable {
    case began(ClaimedTask)
    case ended(ClaimedTask, TaskState)
    /// It did not stop when it was told to; its result, if one still comes, is late.
    case stuck(ClaimedTask)
    /// A worker of another process was gone, and its task was taken over.
    case tookOver(TakenTask)
    /// Nothing more is begun; so many tasks still run.
    case draining(Int)
}
