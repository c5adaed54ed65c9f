import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import TestSupport
import Testing

@testable import ExhibitRun

@Suite struct KeptReplyTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A store, and a folder in it for an attempt.
    private func store() async throws -> (ContentStore, folder: String) {
        let path = scratch.path
        let environment = Environment(
            variables: ["HOME": path, "XDG_STATE_HOME": path],
            currentFolder: path,
            now: { Timestamp(milliseconds: 1_795_244_177_123) },
            random: SystemRandom.bytes
        )
        let recorder = try await Recorder(home: Home(path: path + "/home", source: .flag), environment)
        return (recorder.store, try await recorder.makeTemporary("R.1"))
    }

    @Test func `a reply is read back as it was kept`() async throws {
        let (store, folder) = try await store()
        #expect(try KeptReply.read(folder, store)?.body == nil)
        let picture = [UInt8](repeating: 9, count: 9000)
        try RegularFile.write(picture, toNew: folder + "/p.part", mode: 0o600, durable: false)
        let salt = [UInt8](repeating: 1, count: 16)
        let text = StagedBlob([1, 2, 3], media: "application/json")
        let file = StagedBlob(
            sha256: SHA256.hash(picture),
            bytes: 9000,
            media: "image/png",
            content: .file(path: folder + "/p.part")
        )
        let value = PrivateValue(text: "A cat", commit: Commitment.hex(salt: salt, value: "A cat"), salt: salt)
        let box = SealedBox(commit: String(repeating: "a", count: 64), salt: salt, nonce: [2, 3], box: [4, 5, 6])
        let draft = EntryDraft(.responseReceived, run: "R", ["n": 1, "kind": "result"])
        try KeptReply.write(Append([draft], blobs: [text, file], values: [value], sealed: [box]), to: folder)
        let kept = try #require(try KeptReply.read(folder, store))
        #expect(kept.body == draft.body)
        #expect(kept.blobs == [text, file])
        #expect(kept.values == [value])
        #expect(kept.sealed == [box])
        #expect(RegularFile.facts(folder + "/reply.json")?.mode == 0o600)
    }

    @Test func `a picture that an append took before it failed is found in the store`() async throws {
        let (store, folder) = try await store()
        let picture = [UInt8](repeating: 9, count: 9000)
        let digest = SHA256.hash(picture)
        let file = StagedBlob(sha256: digest, bytes: 9000, media: nil, content: .file(path: folder + "/p.part"))
        try KeptReply.write(Append([EntryDraft(.responseReceived, ["n": 1])], blobs: [file]), to: folder)
        #expect(try KeptReply.read(folder, store)?.blobs == [])
        try RegularFile.makeFolder(RegularFile.folder(of: store.path(digest)), mode: 0o700)
        try RegularFile.write(picture, toNew: store.path(digest), mode: 0o400, durable: false)
        #expect(try KeptReply.read(folder, store)?.blobs.map(\.content) == [.file(path: store.path(digest))])
    }
}
