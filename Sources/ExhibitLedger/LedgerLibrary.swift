/// The SQLite that was loaded.
package enum LedgerLibrary {
    package static var version: String { SQLiteConnection.version }
}
