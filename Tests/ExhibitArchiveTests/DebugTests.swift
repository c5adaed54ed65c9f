import ExhibitArchive
import ExhibitModel
import ExhibitRedaction
import Testing
@Test func debugCase() throws {
    let scratch = try Scratch()
    let prompt = "A \"red\" fox under\na blue moon"
    let body = #":\u0026"prompt":"https://h/a?sig=0123456789&x=1"# + prompt + #":"input":"x","#
    let a = try scratch.archive(Array(body.utf8), prompts: [prompt])
    for s in a.document.segments { print("SEG", s) }
    for b in a.blobs { print("BLOB", b.sha256, String(decoding: try b.source.bytes(), as: UTF8.self)) }
    print("COMMIT", a.commitments.map(\.text))
    print("SPANS", scratch.redactor.spans(in: Array(body.utf8)))
}
