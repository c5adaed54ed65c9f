import ExhibitJSON

/// The events of speech that is streamed: pieces of one file, and a last word.
struct SpeechStream {
    private let reply: Reply
    private let value: JSONValue

    init(_ reply: Reply) {
        self.reply = reply
        value = reply.value ?? []
    }

    var step: Step {
        if let error = StreamEvents.error(in: value) {
            return .fail(ProviderFailure(.noMedia, reply, "the stream reports an error", saying: error))
        }
        let done = StreamEvents.places(in: value, ["speech.audio.done"]).last.flatMap { value[$0] }
        guard let done else {
            return .fail(ProviderFailure(.answerBrokeOff, reply, "the stream ended before the speech did"))
        }
        let pieces = StreamEvents.places(in: value, ["speech.audio.delta"])
            .filter { value[$0]?["audio"]?.string?.isEmpty == false }
            .map { JSONPointer().appending($0).appending("audio").description }
        guard !pieces.isEmpty else { return .fail(ProviderFailure(.noMedia, reply, "the stream holds no sound")) }
        return .done(
            [MediaReference(pointer: "", kind: .joinedBase64(pieces))],
            echoed: Echoed(reply),
            usage: Echoed.usage(done)
        )
    }
}
