import ExhibitArguments
import ExhibitModel

/// What the old queue did with tasks that it had no room for; here each is a row that says so, whatever the word.
enum OverflowPolicy: String, CaseIterable, Sendable, ArgumentValue {
    case reject
    case discard

    var note: Note? {
        guard self == .discard else { return nil }
        return Note(
            "overflow.rejected",
            "a task that finds no room is rejected with a row that says so; none is discarded in silence"
        )
    }
}
