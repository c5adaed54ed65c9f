import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct OpenAISpeechTests {
    private struct Surprise: Error {}

    private let voice = Intent.Option("voice", .text("marin"))

    private func plan(
        _ options: [Intent.Option],
        prompt: String = "Good morning.",
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil
    ) throws -> Planned {
        let intent = Sample.intent(
            route: "speech",
            prompt: prompt,
            options: options,
            inputs: inputs,
            extraJSON: extraJSON
        )
        return try OpenAIDialect().start(intent, endpoint: Sample.endpoint)
    }

    @Test func `the request, with text and instructions private`() throws {
        let planned = try plan([
            voice, .init("instructions", .privateText("whisper")), .init("response_format", .text("wav")),
            .init("speed", .decimal("1.5")),
        ])
        #expect(planned.request.url == "https://gw.example/v1/audio/speech")
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"gpt-image-2","input":"Good morning.","voice":"marin","instructions":"whisper","response_format":"wav","speed":1.5}"#
        )
        #expect(planned.request.body.pieces.contains(.privateText("Good morning.", .json)))
        #expect(planned.request.body.pieces.contains(.privateText("whisper", .json)))
        #expect(planned.request.headers.value("accept") == "*/*")
        #expect(planned.sent.prompt == "Good morning.")
    }

    @Test func `a stream is asked for by its format`() throws {
        let planned = try plan([voice, .init("stream", .flag(true))])
        #expect(Sample.wire(planned.request.body).hasSuffix(#""voice":"marin","stream_format":"sse"}"#))
        #expect(planned.request.headers.value("accept") == "text/event-stream")
    }

    @Test func `no voice is chosen for the caller, and the hint names OpenAI's`() throws {
        let error = try #require(throws: ProviderError.self) { try plan([]) }
        #expect(error == .voiceMissing)
        #expect(error.report.code == .usageInvalid)
        #expect(error.report.hint.contains("alloy") && error.report.hint.contains("cedar"))
        #expect(throws: ProviderError.voiceMissing) { try plan([voice], extraJSON: #"{"voice":null}"#) }
        #expect(throws: Never.self) { try plan([], extraJSON: #"{"voice":{"id":"voice_1234"}}"#) }
    }

    @Test(arguments: [
        ("speed", Intent.Option.Value.decimal("0.24")), ("speed", .decimal("4.1")), ("speed", .integer(5)),
        ("speed", .text("fast")), ("response_format", .text("pcm")), ("response_format", .text("")),
        ("instructions", .privateText(String(repeating: "x", count: 4097))),
    ])
    func `what cannot be asked for`(name: String, value: Intent.Option.Value) {
        #expect {
            try plan([voice, .init(name, value)])
        } throws: { error in
            guard case .optionInvalid(name, _) = error as? ProviderError else { return false }
            return true
        }
    }

    @Test(arguments: [("speed", Intent.Option.Value.decimal("0.25")), ("speed", .integer(4))])
    func `what can just be asked for`(name: String, value: Intent.Option.Value) throws {
        #expect(throws: Never.self) { try plan([voice, .init(name, value)]) }
    }

    @Test func `extra JSON is held to the same terms`() {
        #expect {
            try plan([voice], extraJSON: #"{"response_format":"PCM"}"#)
        } throws: { ($0 as? ProviderError)?.report.code == .usageInvalid }
        #expect {
            try plan([voice], extraJSON: #"{"input":7}"#)
        } throws: { ($0 as? ProviderError)?.report.code == .jsonInvalid }
    }

    @Test func `text is at most 4096 characters, and no files go along`() throws {
        #expect(throws: Never.self) { try plan([voice], prompt: String(repeating: "ü", count: 4096)) }
        #expect(throws: ProviderError.promptTooLong(characters: 4097, limit: 4096)) {
            try plan([voice], prompt: String(repeating: "ü", count: 4097))
        }
        #expect(throws: ProviderError.promptMissing) { try plan([voice], prompt: "") }
        #expect(throws: ProviderError.inputsNotSupported(route: "speech")) {
            try plan([voice], inputs: [Sample.input("a.png")])
        }
        #expect(throws: ProviderError.optionNotSupported(name: "size", dialect: "openai", route: "speech")) {
            try plan([voice, .init("size", .text("1x1"))])
        }
    }

    @Test(arguments: ["application/octet-stream", "audio/mpeg", "binary/octet-stream"])
    func `sound is the answer's own bytes, whatever their type`(type: String) throws {
        let reply = Reply(status: 200, headers: [HeaderField("Content-Type", type)], value: nil)
        guard case .done(let media, _, _, _, _) = step(reply) else { throw Surprise() }
        #expect(media == [MediaReference(pointer: "", kind: .body)])
    }

    @Test func `a gateway's JSON holds it as base64, with its cost`() throws {
        let reply = try Sample.reply(
            #"""
            {"data":[{"b64_json":"UklG","mime_type":"audio/wav"}],"voice":"marin","usage":{"prompt_tokens":3},
             "cost_usd":0.003}
            """#
        )
        guard case .done(let media, let echoed, let usage, _, _) = step(reply) else { throw Surprise() }
        #expect(media == [MediaReference(pointer: "/data/0/b64_json", kind: .base64)])
        #expect(echoed.costUSD == "0.003")
        #expect(usage?["prompt_tokens"]?.int == 3)
    }

    private func step(_ reply: Reply) -> Step {
        OpenAIDialect().after(reply, to: .submit(), Sample.intent(route: "speech"), endpoint: Sample.endpoint)
    }
}
