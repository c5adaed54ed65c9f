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
        let holdsSound = StreamEvents.places(in: value, ["speech.audio.delta"])
            .contains { value[$0]?["audio"]?.string?.isEmpty == false }
        guard holdsSound else { return .fail(ProviderFailure(.noMedia, reply, "the stream holds no sound")) }
        return .done(
            [MediaReference(pointer: "/*/audio", kind: .joinedBase64)],
            echoed: Echoed(reply),
            usage: Echoed.usage(done)
        )
    }
}
