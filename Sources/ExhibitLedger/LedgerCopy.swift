import ExhibitModel
import Glibc

/// A database and its write-ahead log in a folder of ours: SQLite cannot read the log where it may not write.
///
/// Removed with this object, whatever became of the reading.
final class LedgerCopy {
    private let folder: String
    let database: String

    /// Nil when the database has no log: then it can be read as it stands.
    init?(_ home: Home, _ environment: Environment) throws(FileFault) {
        guard let log = RegularFile.facts(home.database + "-wal"), log.bytes > 0 else { return nil }
        folder = "\(environment["TMPDIR"] ?? "/tmp")/exhibit-\(environment.makeID())"
        database = folder + "/ledger.sqlite"
        try RegularFile.makeFolder(folder, mode: 0o700)
        for suffix in ["", "-wal"] {
            let bytes = try RegularFile.read(home.database + suffix)
            try RegularFile.write(bytes, toNew: database + suffix, mode: 0o600, durable: false)
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unsafe unlink(database + suffix) }
        unsafe rmdir(folder)
    }
}
