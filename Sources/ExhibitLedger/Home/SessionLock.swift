import ExhibitModel
import Synchronization

/// The lock that says that a process is alive: `sessions/<ULID>.lock`, held until it exits.
///
/// Start-up repair touches only runs whose session lock it can take; pid and age prove nothing.
final class SessionLock: Sendable {
    let id: ULID
    private let path: String
    private let lock: Mutex<FileLock?>

    init(_ id: ULID, in home: Home) throws(LedgerError) {
        self.id = id
        path = Self.path(id.description, home)
        // The name is new; only one who sweeps what others left may hold the file for a moment.
        lock = Mutex(try FileLock.lock(path, seconds: 5))
    }

    static func path(_ id: String, _ home: Home) -> String { "\(home.sessions)/\(id).lock" }

    /// The lock of a process that is gone, held while its session is repaired; nil while that process is alive.
    init?(takingOver id: String, in home: Home) throws(FileFault) {
        guard let ulid = ULID(id), let taken = try FileLock.tryLock(Self.path(id, home)) else { return nil }
        self.id = ulid
        path = Self.path(id, home)
        lock = Mutex(consume taken)
    }

    /// Ends the session: its file is of no more use.
    func release() throws(FileFault) {
        try RegularFile.remove(path)
        lock.withLock { $0 = nil }
    }
}
