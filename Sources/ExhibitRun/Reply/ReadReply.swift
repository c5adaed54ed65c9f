import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// A body as a dialect reads it, with what was strange about it.
struct ReadReply {
    let reply: Reply
    let text: BodyText?
    /// Two readers could understand the body differently: a repeated key, or bytes after its end.
    let isAmbiguous: Bool

    private static let textLimit = 65_536

    /// A body that is one file has no text.
    init(_ head: HTTPHead, _ captured: CapturedBody) throws {
        self.init(head, captured.wholeFile == nil && !captured.overflow ? try captured.reading() : nil)
    }

    init(_ head: HTTPHead, _ text: BodyText?) {
        self.init(status: head.status, headers: head.headers.map { HeaderField($0.name, $0.value) }, text)
    }

    init(status: Int, headers: [HeaderField], _ text: BodyText?) {
        var value: JSONValue?
        var ambiguous = false
        if let text, let read = try? JSONReader.readTolerant(text.bytes) {  // what is no JSON is text
            value = read.value
            ambiguous = !read.ambiguities.isEmpty
        }
        let shown = value == nil ? text.map { String(decoding: $0.bytes.prefix(Self.textLimit), as: UTF8.self) } : nil
        reply = Reply(status: status, headers: headers, value: value, text: shown)
        self.text = text
        isAmbiguous = ambiguous
    }

    /// The string that a reference points at.
    func string(_ reference: MediaReference) -> String? {
        JSONPointer(reference.pointer).flatMap { reply.value?.at($0)?.string }
    }
}
