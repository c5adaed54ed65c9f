import ExhibitArguments
import ExhibitModel

/// The request fields of speech, and how a long text is cut.
struct SpeechOptions: Sendable {
    var voice: String?
    var format: String?
    var speed: String?
    var instructions: String?
    var split = Split.none

    enum Split: String, CaseIterable, Sendable, ArgumentValue {
        case none, paragraphs
    }

    var fields: [Intent.Option] {
        var fields = FieldList()
        fields.text("voice", voice)
        fields.text("response_format", format)
        fields.number("speed", speed)
        fields.privateText("instructions", instructions)
        return fields.all
    }

    /// The texts of the runs that a text is spoken in.
    func parts(of text: String) throws -> [String] {
        guard split == .paragraphs else { return [text] }
        guard format == nil || format?.lowercased() == "wav" else {
            throw Report(
                .usageInvalid,
                "--split paragraphs joins WAV files, not \(format ?? "")",
                hint: "add --response-format wav, or leave --split out"
            )
        }
        return try Paragraphs.parts(of: text)
    }

    static let rows: [Parameter<SpeechOptions>] = [
        .option(
            "voice",
            \.voice,
            "Who speaks: Kore (the default), Puck, Charon, Fenrir, Aoede at Clacky; alloy and others at OpenAI.",
            value: "NAME",
            essential: true
        ),
        .option("response-format", \.format, "wav, mp3, opus, aac, flac or pcm.", value: "WORD"),
        .option("speed", \.speed, "From 0.25 to 4, 1 being as spoken.", value: "X"),
        .option("instructions", \.instructions, "How it is to be spoken.", value: "TEXT"),
        .option(
            "split",
            \.split,
            "paragraphs makes each paragraph a run of its own and joins their WAV files.",
            essential: true
        ),
    ]
}
