import ExhibitArchive
import ExhibitModel
import Testing

struct TemporaryFileTests {
    static let body = Array(#"{"b64_json":"\#(SampleBody.picture(1, 40_000))","more":1}"#.utf8)

    @Test func `a capture that is dropped leaves nothing behind`() throws {
        let scratch = try Scratch()
        do {
            let capture = BodyCapture(folder: scratch.folder, redactor: scratch.redactor)
            #expect(capture.receive(Array(Self.body.prefix(30_000))))
            #expect(scratch.files.count == 1)
            #expect(RegularFile.facts("\(scratch.folder)/\(scratch.files[0])")?.mode == 0o600)
        }
        #expect(scratch.files == [])
    }

    @Test func `a captured body that is dropped leaves nothing behind`() throws {
        let scratch = try Scratch()
        do {
            let captured = try scratch.capture([Self.body])
            #expect(captured.pieces.count == 3)
            #expect(scratch.files.count == 1)
        }
        #expect(scratch.files == [])
    }

    @Test func `an archived body's files stay for the store`() throws {
        let scratch = try Scratch()
        let archived = try scratch.archive(Self.body)
        #expect(scratch.files.count == 1)
        #expect(archived.blobs.contains { $0.content == .file(path: "\(scratch.folder)/\(scratch.files[0])") })
    }

    @Test func `a folder that is not there is a fault at the end`() throws {
        let scratch = try Scratch()
        let capture = BodyCapture(folder: scratch.folder + "/none", redactor: scratch.redactor)
        #expect(!capture.receive(Self.body))
        #expect(!capture.receive([1]))
        let error = #expect(throws: ArchiveError.self) { try capture.finish() }
        #expect(error?.report.code == .fileNotFound)
    }
}
