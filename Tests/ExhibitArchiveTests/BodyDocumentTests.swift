import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import Testing

struct BodyDocumentTests {
    static let digest = SHA256.hash([])
    static let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    static let golden =
        #"{"content_encoding":"identity","segments":["#
        + #"{"text":"\#(hex)"},"#
        + #"{"b64":"\#(hex)","nl":"","pad":true,"slash":false,"url":false,"wrap":0},"#
        + #"{"b64":"\#(hex)","nl":"esc","pad":false,"slash":true,"url":false,"wrap":76},"#
        + #"{"raw":"\#(hex)"},{"commit":"\#(hex)","enc":"json"},{"commit":"\#(hex)","enc":"raw"},{"sealed":"\#(hex)"},"#
        + #"{"bytes":12,"redacted":"field:0123abcd"}],"v":1}"#

    static let document = BodyDocument([
        .text(digest), .base64(digest, Base64Shape()),
        .base64(digest, Base64Shape(isPadded: false, escapesSlashes: true, wrap: 76, newline: .escaped)), .raw(digest),
        .commit(hex, .json), .commit(hex, .raw), .sealed(hex), .redacted(rule: "field", tag: "0123abcd", bytes: 12),
    ])

    @Test func `the document is the one of the format`() throws {
        #expect(String(decoding: Self.document.canonical, as: UTF8.self) == Self.golden)
        #expect(try BodyDocument(parsing: Array(Self.golden.utf8)) == Self.document)
        #expect(Self.document.sha256 == SHA256.hash(Array(Self.golden.utf8)))
        #expect(Self.document.blobs == [Self.digest])
    }

    static let wrong = [
        "", "{}", "[]", #"{"content_encoding":"identity","segments":[],"v":2}"#,
        #"{"content_encoding":"gzip","segments":[],"v":1}"#, #"{"content_encoding":"identity","segments":{},"v":1}"#,
        #"{"content_encoding":"identity","segments":[], "v":1}"#,
        #"{"v":1,"content_encoding":"identity","segments":[]}"#,
        #"{"content_encoding":"identity","segments":[],"v":1,"w":1}"#,
        #"{"content_encoding":"identity","segments":[{"text":"00"}],"v":1}"#,
        #"{"content_encoding":"identity","segments":[{"other":"\#(hex)"}],"v":1}"#,
        #"{"content_encoding":"identity","segments":[{"more":1,"text":"\#(hex)"}],"v":1}"#,
        #"{"content_encoding":"identity","segments":[{"commit":"\#(hex)","enc":"html"}],"v":1}"#,
        #"{"content_encoding":"identity","segments":[{"bytes":-1,"redacted":"a:b"}],"v":1}"#,
        #"{"content_encoding":"identity","segments":[{"b64":"\#(hex)","nl":"lf","pad":true,"slash":false,"url":false,"wrap":0}],"v":1}"#,
    ]

    @Test(arguments: wrong)
    func `anything else is refused`(text: String) {
        #expect(throws: ArchiveError.self) { try BodyDocument(parsing: Array(text.utf8)) }
    }
}
