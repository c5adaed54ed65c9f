import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// A body as a dialect reads it, with what was strange about it.
struct ReadReply {
    let reply: Reply
    let text: BodyText?
    private let value: BodyValue?

    static let textLimit = 65_536

    /// A body that is one file has no text.
    init(_ head: HTTPHead, _ captured: CapturedBody, limit: Int = textLimit) throws {
        self.init(head, captured.wholeFile == nil && !captured.overflow ? try captured.reading() : nil, limit: limit)
    }

    init(_ head: HTTPHead, _ text: BodyText?, limit: Int = textLimit) {
        self.init(status: head.status, headers: head.headers.map { HeaderField($0.name, $0.value) }, text, limit: limit)
    }

    init(status: Int, headers: [HeaderField], _ text: BodyText?, limit: Int = textLimit) {
        let read = text.flatMap { BodyValue($0.bytes, contentType: headers.value("content-type")) }
        let shown = read == nil ? text.map { String(decoding: $0.bytes.prefix(limit), as: UTF8.self) } : nil
        reply = Reply(
            status: status,
            headers: headers,
            value: read?.value,
            text: shown,
            isEventStream: read?.isEventStream ?? false
        )
        self.text = text
        value = read
    }

    /// Two readers could understand the body differently: a repeated key, or bytes after its end.
    var isAmbiguous: Bool { value?.isAmbiguous ?? false }

    /// The strings that a reference points at: one, or the parts of a joined one.
    func strings(_ reference: MediaReference) -> [String] {
        if let value { return value.strings(at: reference.pointer) }
        return text.map { BodyValue.strings(at: reference.pointer, inText: $0.bytes) } ?? []
    }
}
