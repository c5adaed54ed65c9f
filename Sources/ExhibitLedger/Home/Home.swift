package import ExhibitModel

/// Where a ledger lives: paths only.
///
/// Folders are 0700, made when the ledger is.
package struct Home: Sendable, Hashable {
    package let path: String
    /// Which step of the look-up found it: `--home`, `$EXHIBIT_HOME`, `.exhibit above`, or `default`.
    package let source: Source

    package enum Source: String, Sendable, Hashable {
        case flag = "--home"
        case variable = "$EXHIBIT_HOME"
        case found = ".exhibit"
        case standard = "default"
    }

    package init(path: String, source: Source) {
        self.path = path
        self.source = source
    }

    /// `--home` > `$EXHIBIT_HOME` > the nearest `.exhibit/` in this or a parent folder > `$XDG_DATA_HOME/exhibit`.
    ///
    /// A home that was found by walking up must belong to the user.
    package static func locate(flag: String?, _ environment: Environment) throws(LedgerError) -> Home {
        if let flag { return Home(path: environment.absolute(flag), source: .flag) }
        if let variable = environment["EXHIBIT_HOME"] {
            return Home(path: environment.absolute(variable), source: .variable)
        }
        var folder = environment.currentFolder
        while true {
            let candidate = folder == "/" ? "/.exhibit" : folder + "/.exhibit"
            if let facts = RegularFile.facts(candidate), facts.isFolder {
                guard facts.owner == CurrentUser.id else { throw .untrustedHome(candidate) }
                return Home(path: candidate, source: .found)
            }
            if folder == "/" || folder.isEmpty { break }
            folder = RegularFile.folder(of: folder)
        }
        let data = environment["XDG_DATA_HOME"] ?? environment.absolute("~/.local/share")
        return Home(path: data + "/exhibit", source: .standard)
    }

    package var database: String { path + "/ledger.sqlite" }
    package var artifacts: String { path + "/artifacts/sha256" }
    package var temporary: String { path + "/artifacts/tmp" }
    package var keys: String { path + "/keys" }
    package var sessions: String { path + "/sessions" }
    package var lock: String { path + "/ledger.lock" }
    package var locks: String { path + "/locks" }
    package var heads: String { path + "/heads.log" }
    package var config: String { path + "/config.json" }
    package var policies: String { path + "/policies" }

    package var hasLedger: Bool { RegularFile.exists(database) }

    /// The second copy of the heads, outside the home, so that an old home that was restored is noticed.
    package static func outsideHeads(ledger: String, _ environment: Environment) -> String {
        let state = environment["XDG_STATE_HOME"] ?? environment.absolute("~/.local/state")
        return "\(state)/exhibit/heads/\(ledger).log"
    }

    func makeFolders() throws(FileFault) {
        for folder in [path, path + "/artifacts", artifacts, temporary, keys, sessions, policies] {
            try RegularFile.makeFolder(folder, mode: 0o700)
        }
    }
}
