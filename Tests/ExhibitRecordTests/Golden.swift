import ExhibitModel
import Glibc
import Testing

/// Texts kept beside the tests.
///
/// `EXHIBIT_RECORD=1` writes them anew and fails that run, so that a run that records is never a run that checks.
enum Golden {
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = RegularFile.folder(of: #filePath) + "/Golden/" + name
        guard unsafe getenv("EXHIBIT_RECORD") == nil else {
            try RegularFile.replace(path, with: Array(text.utf8), durable: false)
            Issue.record("recorded \(name); run again without EXHIBIT_RECORD", sourceLocation: sourceLocation)
            return
        }
        let kept = String(decoding: try RegularFile.read(path), as: UTF8.self)
        #expect(kept == text, "\(name)", sourceLocation: sourceLocation)
    }
}
