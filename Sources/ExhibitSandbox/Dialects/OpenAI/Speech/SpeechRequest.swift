import ExhibitJSON

/// What is to be said, checked.
struct SpeechRequest {
    let model: String
    let input: String
    let voice: String
    let format: String
    let speed: Double
    let isStream: Bool

    static let inputLimit = 4096
    private static let formats: Set = ["mp3", "opus", "aac", "flac", "wav", "pcm"]
    private static let known: Set = [
        "model", "input", "voice", "instructions", "response_format", "speed", "stream_format",
    ]

    init(_ body: RequestBody, strict: Bool) throws(Refusal) {
        if strict {
            for name in body.names where !Self.known.contains(name) { throw .unknown(name) }
        }
        guard let model = body.text("model"), !model.isEmpty else { throw .missing("model") }
        guard let input = body.fields["input"]?.string, !input.isEmpty else { throw .missing("input") }
        guard input.unicodeScalars.count <= Self.inputLimit else {
            throw Refusal(
                message: "Invalid 'input': string too long. Expected a string with maximum length \(Self.inputLimit).",
                param: "input",
                code: "string_above_max_length"
            )
        }
        guard let voice = body.text("voice") ?? body.fields["voice"]?["id"]?.string else { throw .missing("voice") }
        let format = body.text("response_format") ?? "mp3"
        guard Self.formats.contains(format) else {
            throw .invalid("response_format", "Invalid value: '\(format)'.")
        }
        guard let speed = Double(body.text("speed") ?? "1"), (0.25...4).contains(speed) else {
            throw .invalid("speed", "Invalid 'speed': expected a number from 0.25 to 4.")
        }
        let stream = body.text("stream_format") ?? "audio"
        guard stream == "audio" || stream == "sse" && !model.hasPrefix("tts-1") else {
            throw .invalid("stream_format", "Invalid value: '\(stream)'.")
        }
        self.model = model
        self.input = input
        self.voice = voice
        self.format = format
        self.speed = speed
        isStream = stream == "sse"
    }
}
