import ExhibitCrypto
import ExhibitJSON
package import ExhibitModel

/// A copy of a home as it was at one moment, made while others go on writing.
///
/// The copy is a home itself: it is checked by `audit verify --home`, and restored by putting it where the home was.
package struct Backup {
    private let reader: Reader
    private let environment: Environment

    /// - Throws: ``LedgerError/missing(home:)`` without a ledger.
    package init(of home: Home, _ environment: Environment) throws {
        reader = try Reader(home, environment)
        self.environment = environment
    }

    /// Writes the copy to `path`, where nothing may be yet; it appears there whole or not at all.
    ///
    /// - Throws: `output.exists`, `disk.full`, and what the file system says.
    package func write(to path: String, withKeys: Bool) throws -> BackupContents {
        try check(path)
        let scratch = "\(path).\(environment.makeID()).partial"
        do {
            let contents = try fill(Home(path: scratch, source: .flag), withKeys: withKeys)
            try RegularFile.write(
                Array(contents.readme.utf8),
                toNew: scratch + "/README.txt",
                mode: 0o600,
                durable: true
            )
            try RegularFile.syncFolder(of: scratch + "/README.txt")
            // Fails where a folder with something in it has come to stand meanwhile.
            try RegularFile.rename(scratch, to: path)
            try RegularFile.syncFolder(of: path)
            return contents
        } catch {
            // What made the backup fail is what matters; what is left says by its name that it is no backup.
            try? RegularFile.removeTree(scratch)
            throw error
        }
    }

    private func check(_ path: String) throws {
        guard !RegularFile.exists(path) else {
            throw Report(
                .outputExists,
                "\(path) is there already",
                hint: "choose another --out; a backup overwrites nothing"
            )
        }
        let folder = RegularFile.folder(of: path)
        try RegularFile.makeFolder(folder)
        if let inside = RegularFile.realPath(folder), let home = RegularFile.realPath(reader.home.path),
            inside == home || inside.hasPrefix(home + "/")
        {
            throw Report(.usageInvalid, "\(path) is inside the home itself", hint: "choose an --out elsewhere")
        }
        let counts = try reader.counts()
        let needed = counts.databaseBytes + counts.artifactBytes
        if let free = RegularFile.freeSpace(at: folder), free < needed {
            throw Report(.diskFull, "the backup needs \(needed >> 20) MiB, and \(folder) has \(free >> 20) MiB free")
        }
    }

    private func fill(_ copy: Home, withKeys: Bool) throws -> BackupContents {
        try copy.makeFolders()
        // The database first: what its entries name was in the store before them, and stays there.
        try reader.queries.db.run("VACUUM INTO ?1", [.text(copy.database)])
        try RegularFile.setMode(copy.database, 0o600)
        let copied = try Reader(copy, environment)
        let damaged = try copyArtifacts(of: copied)
        try copyHeads(to: copied)
        for name in RegularFile.names(in: reader.home.policies) {
            try RegularFile.copy("\(reader.home.policies)/\(name)", toNew: "\(copy.policies)/\(name)", mode: 0o600)
        }
        if RegularFile.exists(reader.home.config) {
            try RegularFile.copy(reader.home.config, toNew: copy.config, mode: 0o600)
        }
        if withKeys {
            for name in RegularFile.names(in: reader.home.keys) {
                try RegularFile.copy("\(reader.home.keys)/\(name)", toNew: "\(copy.keys)/\(name)", mode: 0o600)
            }
        }
        let contents = try BackupContents(copied, withKeys: withKeys, damaged: damaged, at: environment.now())
        // Only now, as the home has it: whoever reads a database in this mode leaves files beside it.
        try SQLiteConnection(copy.database, .readWrite).execute("PRAGMA journal_mode=WAL")
        try RegularFile.sync(copy.database)
        return contents
    }

    /// The hashes of those that are missing, or are not what was recorded; the latter are copied as they are.
    private func copyArtifacts(of copied: Reader) throws -> [String] {
        var damaged: [String] = []
        for digest in try copied.queries.filedBlobs() {
            let (source, target) = (reader.store.path(digest), copied.store.path(digest))
            guard RegularFile.exists(source) else {
                damaged.append(digest.hex)
                continue
            }
            try RegularFile.makeFolder(RegularFile.folder(of: target), mode: 0o700)
            var hash = SHA256()
            try RegularFile.copy(source, toNew: target, mode: 0o400) { hash.update($0) }
            if hash.finish() != digest { damaged.append(digest.hex) }
        }
        return damaged
    }

    /// The heads that the copy has signed: what was published since would make it look rolled back.
    private func copyHeads(to copied: Reader) throws {
        guard RegularFile.exists(reader.home.heads) else { return }
        let last = try copied.queries.lastCheckpoint() ?? -1
        let lines = try RegularFile.read(reader.home.heads).split(separator: UInt8(ascii: "\n")).filter { line in
            // A line that cannot be read is the audit's finding, in the copy as in the home.
            guard let head = try? JSONReader.read(Array(line), .canonical), let size = head["size"]?.int else {
                return true
            }
            return Int64(size) <= last
        }
        let bytes = lines.flatMap { Array($0) + [UInt8(ascii: "\n")] }
        try RegularFile.write(bytes, toNew: copied.home.heads, mode: 0o600, durable: true)
    }
}

extension Queries {
    /// What is kept in files of its own.
    fileprivate func filedBlobs() throws(SQLiteError) -> [Digest] {
        try db.rows("SELECT sha256 FROM blob WHERE data IS NULL ORDER BY sha256") { row in
            Digest(row.blob(0))
        }
    }

    /// The size of the newest signed tree.
    fileprivate func lastCheckpoint() throws(SQLiteError) -> Int64? {
        try db.integer("SELECT max(size) FROM checkpoint")
    }
}
