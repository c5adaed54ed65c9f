import ExhibitJSON

/// The events of an image that is streamed: its unfinished stages, and the image.
struct ImageStream {
    private static let finished: Set<String> = ["image_generation.completed", "image_edit.completed"]
    private static let unfinished: Set<String> = ["image_generation.partial_image", "image_edit.partial_image"]

    private let reply: Reply
    private let value: JSONValue
    private let base: String

    init(_ reply: Reply, base: String) {
        self.reply = reply
        self.base = base
        value = reply.value ?? []
    }

    var step: Step {
        if let error = StreamEvents.error(in: value) {
            return .fail(ProviderFailure(.noMedia, reply, "the stream reports an error", saying: error))
        }
        let media = media(Self.finished)
        guard !media.isEmpty else {
            return .fail(ProviderFailure(.answerBrokeOff, reply, "the stream ended before a finished image"))
        }
        return .done(media, echoed: echoed, usage: usage)
    }

    var partials: [MediaReference] { media(Self.unfinished) }

    private func media(_ types: Set<String>) -> [MediaReference] {
        StreamEvents.places(in: value, types).flatMap { place in
            MediaReader.read(value, at: [JSONPointer().appending(place)], base: base)
        }
    }

    private var finishedEvents: [JSONValue] {
        StreamEvents.places(in: value, Self.finished).compactMap { value[$0] }
    }

    private var echoed: Echoed {
        let last = finishedEvents.last
        return Echoed(
            model: last?["model"]?.string ?? Echoed(reply).model,
            size: last?["size"]?.string,
            quality: last?["quality"]?.string,
            background: last?["background"]?.string,
            outputFormat: last?["output_format"]?.string,
            created: last?["created_at"]?.int
        )
    }

    /// Of several accounts nobody says whether they are shares or running totals, so none of them is taken.
    private var usage: JSONValue? {
        let accounts = finishedEvents.compactMap(Echoed.usage)
        return accounts.count == 1 ? accounts.first : nil
    }
}
