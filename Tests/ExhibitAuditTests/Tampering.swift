import ExhibitLedger
import ExhibitModel
import Glibc

/// What somebody with the sqlite3 shell, or any editor, can do to a home.
enum Tampering {
    struct ShellFailed: Error {}

    /// Runs SQL over the ledger with its protecting triggers taken away.
    static func sql(_ home: Home, _ statements: String) throws {
        let triggers = ["entry_ro_u", "entry_ro_d", "node_ro_u", "node_ro_d", "checkpoint_ro_u", "checkpoint_ro_d"]
        let script = triggers.map { "DROP TRIGGER IF EXISTS \($0);" }.joined() + statements
        let file = home.path + "/../tampering.sql"
        try TemporaryTree.overwrite(file, Array(script.utf8))
        guard unsafe system("sqlite3 -bail '\(home.database)' < '\(file)'") == 0 else { throw ShellFailed() }
    }

    static func shell(_ command: String) -> Bool { unsafe system("\(command) >/dev/null 2>&1") == 0 }
}
