import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

/// Answers that come as server-sent events, from the wire to the step.
@Suite struct StreamTests {
    private struct Surprise: Error {}

    private let dialect = OpenAIDialect()

    private func reply(_ stream: String) -> Reply {
        Reply(
            status: 200,
            headers: [HeaderField("Content-Type", "text/event-stream")],
            value: .array(EventStream.values(Array(stream.utf8))),
            isEventStream: true
        )
    }

    private func after(_ stream: String, route: String = "generations") -> Step {
        dialect.after(reply(stream), to: .submit(), Sample.intent(route: route), endpoint: Sample.endpoint)
    }

    private static let partial =
        #"""
        event: image_generation.partial_image
        data: {"type":"image_generation.partial_image","b64_json":"iVBO","partial_image_index":0,"created_at":1793232000,"size":"1024x1024","quality":"high","background":"opaque","output_format":"png"}


        """#
    private static let completed =
        #"""
        event: image_generation.completed
        data: {"type":"image_generation.completed","b64_json":"iVBP","created_at":1793232003,"size":"1024x1024","quality":"high","background":"opaque","output_format":"png","usage":{"total_tokens":100,"input_tokens":50,"output_tokens":50,"input_tokens_details":{"text_tokens":10,"image_tokens":40}}}


        """#

    @Test func `the finished image is the media, its stages are partial`() throws {
        let stream = Self.partial + Self.completed + "data: [DONE]\n\n"
        guard case .done(let media, let echoed, let usage, nil, _) = after(stream) else { throw Surprise() }
        #expect(media == [MediaReference(pointer: "/1/b64_json", kind: .base64)])
        #expect(dialect.partials(in: reply(stream)) == [MediaReference(pointer: "/0/b64_json", kind: .base64)])
        #expect(echoed.size == "1024x1024" && echoed.quality == "high" && echoed.outputFormat == "png")
        #expect(echoed.created == 1_793_232_003)
        #expect(usage?["total_tokens"]?.int == 100)
    }

    @Test func `several finished images, whose accounts nobody can add up`() throws {
        let edited = Self.completed.replacing("image_generation", with: "image_edit")
        guard case .done(let media, _, let usage, _, _) = after(edited + Self.partial + edited, route: "edits") else {
            throw Surprise()
        }
        #expect(media.map(\.pointer) == ["/0/b64_json", "/2/b64_json"])
        #expect(usage == nil)
    }

    @Test(arguments: ["", "data: [DONE]\n\n", partial, partial + String(completed.dropLast(1))])
    func `a stream without a finished image broke off, and was billed`(stream: String) throws {
        guard case .fail(let failure) = after(stream) else { throw Surprise() }
        #expect(failure.outcome(ambiguous: .retry) == AttemptOutcome.of(.answerBrokeOff))
    }

    @Test(arguments: [
        (#"{"error":{"message":"blocked","code":"moderation_blocked"}}"#, ErrorCode.providerModeration, "blocked"),
        (#"{"type":"error","error":{"message":"out of memory","code":"server_error"}}"#, .replyEmpty, "out of memory"),
        (#"{"type":"error","code":"rate_limit","message":"slow down"}"#, .replyEmpty, "slow down"),
        (#"{"type":"error"}"#, .replyEmpty, "the stream reports an error"),
        (#"{"error":"no luck"}"#, .replyEmpty, "no luck"),
    ])
    func `an error in any event is a failure`(event: String, code: ErrorCode, words: String) throws {
        for (route, rest) in [("generations", Self.completed), ("speech", "")] {
            guard case .fail(let failure) = after("data: \(event)\n\n" + rest, route: route) else { throw Surprise() }
            #expect(failure.code == code)
            #expect(failure.message.contains(words))
            #expect(failure.outcome(ambiguous: .retry).billed == .maybe)
        }
    }

    @Test func `an error of code 0 in an event is none`() throws {
        guard case .done = after("data: {\"error\":{\"code\":0}}\n\n" + Self.completed) else { throw Surprise() }
    }

    @Test func `an answer that is not streamed has no stages`() throws {
        #expect(dialect.partials(in: try Sample.reply(#"{"data":[{"b64_json":"iVBO"}]}"#)).isEmpty)
    }

    private static let speech =
        #"""
        data: {"type":"speech.audio.delta","audio":"UklG"}

        data: {"type":"speech.audio.delta","audio":""}

        data: {"type":"speech.audio.delta","audio":"RgAA"}


        """#
    private static let spoken =
        #"data: {"type":"speech.audio.done","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}"# + "\n\n"

    @Test func `speech is joined from its pieces`() throws {
        guard case .done(let media, _, let usage, _, _) = after(Self.speech + Self.spoken, route: "speech") else {
            throw Surprise()
        }
        #expect(media == [MediaReference(pointer: "/*/audio", kind: .joinedBase64)])
        #expect(media.first?.decode == "base64_join")
        #expect(usage?["total_tokens"]?.int == 3)
    }

    @Test(arguments: [(speech, AttemptEnd.answerBrokeOff), (spoken, .noMedia), ("", .answerBrokeOff)])
    func `speech that is not whole`(stream: String, end: AttemptEnd) throws {
        guard case .fail(let failure) = after(stream, route: "speech") else { throw Surprise() }
        #expect(failure.end == end)
    }
}
