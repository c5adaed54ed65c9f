import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct SweepTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    private var locks: [String] { RegularFile.names(in: sample.home.sessions) }
    private var unfinished: [String] { RegularFile.names(in: sample.home.temporary) }

    /// What a process leaves that is killed before its first entry, and one that is killed while it receives.
    private func litter(_ names: [String]) throws {
        for name in names {
            try RegularFile.makeFolder("\(sample.home.temporary)/\(name)", mode: 0o700)
            try RegularFile.write([1], toNew: "\(sample.home.temporary)/\(name)/body", mode: 0o600, durable: false)
        }
    }

    @Test func `a lock file that names no session goes, one that is held stays`() async throws {
        let recorder = try await sample.recorder()
        let (stale, held) = (sample.environment.makeID().description, sample.environment.makeID())
        try RegularFile.write([], toNew: SessionLock.path(stale, sample.home), mode: 0o600, durable: false)
        try RegularFile.write([], toNew: "\(sample.home.sessions)/notes.txt", mode: 0o600, durable: false)
        let alive = try SessionLock(held, in: sample.home)
        #expect(try await recorder.repair() == [])
        #expect(locks == ["\(held).lock", "notes.txt"].sorted())
        try alive.release()
    }

    @Test func `a lock on a file that was removed meanwhile is taken again where it stands`() throws {
        try RegularFile.makeFolder(sample.home.sessions, mode: 0o700)
        let path = SessionLock.path(sample.environment.makeID().description, sample.home)
        let first = try FileLock.tryLock(path)
        try RegularFile.remove(path)
        let second = try FileLock.tryLock(path)
        let third = try FileLock.tryLock(path)
        let held = (first != nil, second != nil, third != nil)
        #expect(held == (true, true, false))
        #expect(RegularFile.exists(path))
    }

    @Test func `unfinished bytes go, but not those that reconcile may look for`() async throws {
        let recorder = try await sample.recorder()
        let (unknown, ended) = (
            Drafts(sample.environment.makeID().description), Drafts(sample.environment.makeID().description)
        )
        try await recorder.append(
            Append([unknown.intent, unknown.started, unknown.state(.submitting, .unknownOutcome)])
        )
        try await recorder.append(Append([ended.intent, ended.state(.planned, .cancelled)]))
        try await recorder.close()
        try litter(["\(unknown.run).1", "\(ended.run).1", "\(sample.environment.makeID()).1"])
        try RegularFile.write([1], toNew: "\(sample.home.temporary)/abc.77", mode: 0o600, durable: false)
        #expect(try await sample.recorder().repair() == [])
        #expect(unfinished == ["\(unknown.run).1"])
    }

    @Test func `nothing is swept while another process may be working on it`() async throws {
        let working = try await sample.recorder()
        // Before its first entry: the folder belongs to a run that the ledger does not know yet.
        let run = sample.environment.makeID().description
        _ = try await working.makeTemporary("\(run).1")
        let other = try await sample.recorder()
        #expect(try await other.repair() == [])
        #expect(unfinished == ["\(run).1"])
        try await working.close()
        #expect(try await other.repair() == [])
        #expect(unfinished == [])
    }
}
