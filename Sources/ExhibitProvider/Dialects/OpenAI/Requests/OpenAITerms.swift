import ExhibitJSON

/// What the API asks of a whole request, looked at when the caller's own JSON is merged in.
enum OpenAITerms {
    private static let instructionsLimit = 4096
    private static let speeds = 0.25...4.0

    static func check(_ fields: RequestFields, _ sent: Sent, _ route: OpenAIRoute) throws(ProviderError) {
        guard !sent.prompt.isEmpty else { throw .promptMissing }
        guard sent.prompt.count <= route.promptLimit else {
            throw .promptTooLong(characters: sent.prompt.count, limit: route.promptLimit)
        }
        switch route {
        case .generations, .edits:
            let partials = fields["partial_images"]?.int ?? 0
            guard partials == 0 || isStreamed(fields) else {
                throw .optionInvalid(
                    name: "partial_images",
                    problem: "come only in a stream; ask for one with --stream"
                )
            }
        case .videos: break
        case .speech: try checkSpeech(fields)
        }
    }

    /// Whether the answer is asked for as an event stream.
    static func isStreamed(_ fields: RequestFields) -> Bool {
        let stream = fields["stream"]
        return stream?.bool == true || stream?.string == "true" || fields["stream_format"]?.string == "sse"
    }

    private static func checkSpeech(_ fields: RequestFields) throws(ProviderError) {
        guard let voice = fields["voice"], !voice.isNull, voice.string != "" else { throw .voiceMissing }
        // Samples without a header: neither we nor anybody later could tell whether they are whole.
        guard fields["response_format"]?.string?.lowercased() != "pcm" else {
            throw .optionInvalid(name: "response_format", problem: "pcm has no header to check it by; ask for wav")
        }
        if let instructions = fields["instructions"]?.string, instructions.count > instructionsLimit {
            throw .optionInvalid(name: "instructions", problem: "may have at most \(instructionsLimit) characters")
        }
        guard let speed = fields["speed"], !speed.isNull else { return }
        guard let number = speed.number.flatMap({ Double($0.text) }), speeds.contains(number) else {
            throw .optionInvalid(name: "speed", problem: "must be a number from 0.25 to 4")
        }
    }
}
