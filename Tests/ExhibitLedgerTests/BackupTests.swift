import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import Testing

@testable import ExhibitLedger

@Suite struct BackupTests {
    /// A home with one run and an artifact in a file of its own.
    private func home() async throws -> (sample: SampleHome, artifact: Digest) {
        let sample = try SampleHome()
        let recorder = try await sample.recorder()
        let run = Drafts(sample.environment.makeID().description)
        let bytes = [UInt8](repeating: 7, count: Writer.inlineLimit + 1)
        let digest = SHA256.hash(bytes)
        try await recorder.append(Append([run.intent]))
        try await recorder.append(Append([run.started]))
        try await recorder.append(Append([run.answered]))
        try await recorder.append(
            Append(
                [run.stored(digest)],
                blobs: [StagedBlob(sha256: digest, bytes: bytes.count, media: nil, content: .bytes(bytes))]
            )
        )
        try await recorder.close()
        try RegularFile.write(Array("{}".utf8), toNew: sample.home.config, mode: 0o600, durable: false)
        return (sample, digest)
    }

    private func back(
        _ sample: SampleHome,
        _ name: String = "copy",
        withKeys: Bool = false
    ) throws -> (
        home: Home, contents: BackupContents
    ) {
        let path = "\(sample.folder)/\(name)"
        let contents = try Backup(of: sample.home, sample.environment).write(to: path, withKeys: withKeys)
        return (Home(path: path, source: .flag), contents)
    }

    @Test func `the copy is a home with the same tree, artifacts, heads and settings`() async throws {
        let (sample, artifact) = try await home()
        let (copy, contents) = try back(sample)
        let (before, after) = (try sample.reader(), try Reader(copy, sample.environment))
        #expect(try after.size() == before.size())
        #expect(after.root(try after.size()) == before.root(try before.size()))
        #expect(contents.root == before.root(try before.size()))
        #expect(after.store.has(artifact))
        #expect(try RegularFile.read(copy.heads) == RegularFile.read(sample.home.heads))
        #expect(RegularFile.exists(copy.config))
        #expect(contents.damaged.isEmpty)
        #expect(try after.queries.db.text("PRAGMA journal_mode") == "wal")
        #expect(try after.queries.db.integer("PRAGMA page_size") == 8192)
    }

    @Test func `keys come along only when they are asked for`() async throws {
        let (sample, _) = try await home()
        #expect(RegularFile.names(in: try back(sample).home.keys).isEmpty)
        let withKeys = try back(sample, "full", withKeys: true).home
        #expect(RegularFile.names(in: withKeys.keys) == RegularFile.names(in: sample.home.keys))
        for name in RegularFile.names(in: withKeys.keys) {
            #expect(RegularFile.facts("\(withKeys.keys)/\(name)")?.mode == 0o600)
        }
        let recorder = try await Recorder(home: withKeys, sample.environment)
        try await recorder.append(Append([Drafts(sample.environment.makeID().description).intent]))
        try await recorder.close()
    }

    @Test func `heads that the copy has not signed stay out of it`() async throws {
        let (sample, _) = try await home()
        let known = try RegularFile.read(sample.home.heads)
        let later = #"{"note":"n","origin":"o","root":"00","size":999,"ts":"t"}"#
        try RegularFile.append(later, to: sample.home.heads)
        #expect(try RegularFile.read(back(sample).home.heads) == known)
    }

    @Test func `what the home itself lacks is told, and the rest is copied`() async throws {
        let (sample, artifact) = try await home()
        let path = try sample.reader().store.path(artifact)
        try RegularFile.remove(path)
        #expect(try back(sample).contents.damaged == [artifact.hex])
        try RegularFile.write([1, 2, 3], toNew: path, mode: 0o400, durable: false)
        let (copy, contents) = try back(sample, "second")
        #expect(contents.damaged == [artifact.hex])
        #expect(try RegularFile.read(Reader(copy, sample.environment).store.path(artifact)) == [1, 2, 3])
    }

    @Test func `nothing is overwritten, and a backup that fails leaves nothing`() async throws {
        let (sample, _) = try await home()
        _ = try back(sample)
        #expect(throws: Report.self) { try back(sample) }
        #expect(throws: Report.self) { try back(sample, "home/inside") }
        // A folder stands where the settings' file should be.
        try RegularFile.remove(sample.home.config)
        try RegularFile.makeFolder(sample.home.config)
        #expect(throws: FileFault.self) { try back(sample, "third") }
        #expect(!RegularFile.names(in: sample.folder).contains { $0.hasPrefix("third") })
    }
}
