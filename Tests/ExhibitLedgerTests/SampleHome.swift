import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Glibc
import Synchronization

@testable import ExhibitLedger

/// A home in a temporary folder, with a clock that goes a second at every look.
final class SampleHome: Sendable {
    let folder: String
    let home: Home
    let environment: Environment
    let clock: Clock

    init(variables: [String: String] = [:]) throws {
        let folder = "/tmp/exhibit-ledger-\(Hex.encode(SystemRandom.bytes(8)))"
        try RegularFile.makeFolder(folder, mode: 0o700)
        let clock = Clock()
        self.folder = folder
        self.clock = clock
        home = Home(path: folder + "/home", source: .flag)
        let standard = ["HOME": folder, "XDG_STATE_HOME": folder + "/state", "USER": "tester", "TMPDIR": folder]
        environment = Environment(
            variables: standard.merging(variables) { $1 },
            currentFolder: folder,
            now: { clock.next() },
            random: SystemRandom.bytes
        )
    }

    deinit { Self.remove(folder) }

    final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(1_795_000_000_000)

        func next() -> Timestamp {
            Timestamp(
                milliseconds: milliseconds.withLock {
                    $0 += 1000; return $0
                }
            )
        }

        func advance(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
    }

    private static func remove(_ path: String) {
        if RegularFile.facts(path)?.isFolder == true {
            for name in RegularFile.names(in: path) { remove("\(path)/\(name)") }
            unsafe rmdir(path)
        } else {
            unsafe unlink(path)
        }
    }

    func recorder(lockSeconds: Int = 30) async throws -> Recorder {
        try await Recorder(home: home, lockSeconds: lockSeconds, environment)
    }

    func reader() throws -> Reader { try Reader(home, environment) }

    /// A connection of nobody's, for what a stranger might do to the file.
    func stranger() throws -> SQLiteConnection { try SQLiteConnection(home.database, .readWrite) }

    func entries() throws -> [Entry] {
        let reader = try reader()
        return try (0..<reader.size()).compactMap { try reader.entry($0) }
    }
}

/// A run's entries as drafts.
struct Drafts {
    let run: String
    let task = "cat"

    init(_ run: String) { self.run = run }

    func draft(_ type: EntryType, attempt: Int? = nil, _ body: JSONObject) -> EntryDraft {
        EntryDraft(type, run: run, task: task, attempt: attempt, body)
    }

    var intent: EntryDraft {
        draft(.requestIntent, ["provider": "happy", "model": "m", "mode": "generation", "inputs": []])
    }

    var started: EntryDraft {
        draft(.attemptStarted, attempt: 1, ["n": 1, "step": 1, "origin": "https://gw.example", "path": "/v1"])
    }

    var failedForNow: EntryDraft {
        draft(
            .attemptFailed,
            attempt: 1,
            ["n": 1, "step": 1, "billed": "no", "not_before": "2027-01-01T00:00:00.000Z"]
        )
    }

    var answered: EntryDraft {
        draft(.responseReceived, attempt: 1, ["n": 1, "step": 1, "kind": "result", "status": 200])
    }

    func stored(_ sha256: Digest) -> EntryDraft {
        draft(
            .artifactStored,
            attempt: 1,
            [
                "role": "output", "n": 1, "of": 1, "sha256": .string(sha256.hex), "bytes": 3, "media_type": "image/png",
                "from": ["seq": 3, "pointer": "", "decode": "body"],
            ]
        )
    }

    func resumed(_ from: RunState, _ to: RunState) -> EntryDraft {
        draft(.runState, ["from": .string(from.rawValue), "to": .string(to.rawValue), "event": "resumed"])
    }

    func state(_ from: RunState, _ to: RunState) -> EntryDraft {
        draft(
            .runState,
            ["from": .string(from.rawValue), "to": .string(to.rawValue), "event": .string(to.rawValue)]
        )
    }
}
