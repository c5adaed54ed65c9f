import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord
import Synchronization

/// A small ledger in a temporary folder, written through the Recorder with drafts made by hand.
final class SampleLedger: Sendable {
    let folder: String
    let home: Home
    let environment: Environment

    init() throws {
        let folder = "/tmp/exhibit-audit-\(Hex.encode(SystemRandom.bytes(8)))"
        try RegularFile.makeFolder(folder, mode: 0o700)
        let clock = Clock()
        self.folder = folder
        home = Home(path: folder + "/home", source: .flag)
        environment = Environment(
            variables: ["HOME": folder, "XDG_STATE_HOME": folder + "/state", "USER": "tester", "TMPDIR": folder],
            currentFolder: folder,
            now: { clock.next() },
            random: SystemRandom.bytes
        )
    }

    deinit { TemporaryTree.remove(folder) }

    /// A second more at every look.
    private final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(1_795_000_000_000)

        func next() -> Timestamp {
            milliseconds.withLock { value in
                value += 1000
                return Timestamp(milliseconds: value)
            }
        }
    }

    var outsideHeads: String { Home.outsideHeads(ledger: identity?.ledger ?? "", environment) }

    var identity: Identity? { try? Reader(home, environment).identity }

    func reader() throws -> AuditReader { try AuditReader(home, environment) }

    /// Makes runs and ends the session; returns their ids.
    @discardableResult
    func record(_ runs: SampleRun...) async throws -> [String] {
        let recorder = try await Recorder(home: home, environment)
        var ids: [String] = []
        for run in runs { ids.append(try await run.record(recorder, folder, environment)) }
        try await recorder.close()
        return ids
    }

    /// The file of the store with these bytes.
    func stored(_ digest: Digest) throws -> String { try reader().store.path(digest) }
}
