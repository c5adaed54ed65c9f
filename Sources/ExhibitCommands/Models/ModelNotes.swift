import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// What the model table has to say against a request, for the notes of its run.
enum ModelNotes {
    /// Nothing for the sandbox, which draws the same for every name.
    static func of(
        _ intent: Intent,
        _ provider: ResolvedProvider,
        _ home: Home,
        _ environment: Environment
    ) throws -> [Note] {
        guard !provider.connection.isSimulated else { return [] }
        return try ModelTables.load(home).check(ModelRequest(intent), today: CalendarDate(environment.now()))
    }
}
