import ExhibitJSON
import ExhibitModel
import ExhibitServing

/// Speech of the OpenAI dialect: bytes, a stream of events, or as a gateway wraps it, JSON.
struct SpeechDesk: Sendable {
    /// A model of this name answers like gateways that wrap speech in JSON.
    static let wrappedModel = "sandbox-tts-json"

    private static let eventBytes = 8192

    var routes: [Route] { [Route("POST", "*/audio/speech", .makes, make)] }

    private func make(_ call: Call) throws(Refusal) -> ServerReply {
        let asked = try SpeechRequest(call.body, strict: call.strict)
        let isWrapped = asked.model == Self.wrappedModel
        let speech = SandboxSpeech(text: asked.input, speed: asked.speed)
        guard let made = SoundFile.medium(isWrapped ? "wav" : asked.format, speech) else {
            throw .invalid(
                "response_format",
                "The sandbox has no encoder for '\(asked.format)': it makes wav, flac, pcm, and mp3 of silence."
            )
        }
        let medium = made.befallen(by: call.orders)
        if isWrapped { return wrapped(medium, asked) }
        if asked.isStream { return stream(medium, asked, call) }
        return ServerReply(
            status: 200,
            headers: [("Content-Type", "application/octet-stream")],
            body: medium.bytes,
            fault: .unsized
        )
    }

    private func stream(_ medium: Medium, _ asked: SpeechRequest, _ call: Call) -> ServerReply {
        var events = EventStream(orders: call.orders)
        for start in stride(from: 0, to: medium.bytes.count, by: Self.eventBytes) {
            let piece = Array(medium.bytes[start..<min(start + Self.eventBytes, medium.bytes.count)])
            events.send("speech.audio.delta", ["audio": .string(Base64.encode(piece))])
        }
        let (input, output) = tokens(asked)
        let usage: JSONValue = [
            "input_tokens": .int(input), "output_tokens": .int(output), "total_tokens": .int(input + output),
        ]
        events.end(with: "speech.audio.done", ["usage": usage], isMarked: false)
        return events.reply()
    }

    private func wrapped(_ medium: Medium, _ asked: SpeechRequest) -> ServerReply {
        let (input, output) = tokens(asked)
        return JSONReply.reply([
            "data": [["b64_json": .string(Base64.encode(medium.bytes)), "mime_type": .string(medium.mediaType)]],
            "voice": .string(asked.voice),
            "usage": [
                "prompt_tokens": .int(input), "completion_tokens": .int(output), "total_tokens": .int(input + output),
            ],
            "cost_usd": Price.dollars(tenThousandths: 15),
        ])
    }

    private func tokens(_ asked: SpeechRequest) -> (input: Int, output: Int) {
        (max(1, asked.input.utf8.count / 4), asked.input.unicodeScalars.count)
    }
}
