import ExhibitModel
import ExhibitProvider
import ExhibitRun
import Testing

@testable import ExhibitCommands

@Suite struct FieldTests {
    @Test(arguments: MakeKind.allCases)
    func `what was not given is not asked for`(kind: MakeKind) async throws {
        #expect(try await CommandLine.fields(kind, []).isEmpty)
    }

    @Test func `only pictures of the pinned production have a size by themselves`() async throws {
        #expect(
            try await CommandLine.fields(.generate, [], provider: "happy") == [.init("size", .text("1024x1024"))]
        )
        #expect(try await CommandLine.fields(.video, [], provider: "happy").isEmpty)
        #expect(try await CommandLine.fields(.upscale, [], provider: "happy").isEmpty)
    }

    @Test func `what is as private as a prompt is kept like one`() async throws {
        let picture = try await CommandLine.fields(.generate, ["--negative-prompt", "no dogs"])
        #expect(picture == [.init("negative_prompt", .privateText("no dogs"))])
        let speech = try await CommandLine.fields(.speech, ["--instructions", "like my mother"])
        #expect(speech == [.init("instructions", .privateText("like my mother"))])
    }

    @Test func `the fields of a video`() async throws {
        let words = [
            "--size", "768x768", "--seconds", "8", "--fps", "16", "--seed", "-1", "--aspect-ratio", "portrait",
            "--steps", "20", "--guidance-scale", "3.50", "--image-transport", "data-url", "--image-field",
            "first_frame",
            "--status-endpoint-template", "/v/{id}", "--allow-dropped-references",
        ]
        #expect(
            try await CommandLine.fields(.video, words) == [
                .init("size", .text("768x768")), .init("aspect_ratio", .text("portrait")), .init("seed", .integer(-1)),
                .init("steps", .integer(20)), .init("guidance_scale", .decimal("3.50")), .init("seconds", .integer(8)),
                .init("fps", .integer(16)), .init("status_endpoint_template", .text("/v/{id}")),
                .init("allow_dropped_references", .flag(true)), .init("image_transport", .text("data-url")),
                .init("image_field", .text("first_frame")),
            ]
        )
    }

    @Test func `the fields of speech`() async throws {
        let words = ["--voice", "Puck", "--response-format", "wav", "--speed", "1.25"]
        #expect(
            try await CommandLine.fields(.speech, words) == [
                .init("voice", .text("Puck")), .init("response_format", .text("wav")), .init("speed", .decimal("1.25")),
            ]
        )
    }

    typealias Stream = (words: [String], fields: [Intent.Option])

    static let streams: [Stream] = [
        (["--stream"], [.init("stream", .flag(true))]),
        (["--partial-images", "2"], [.init("stream", .flag(true)), .init("partial_images", .integer(2))]),
        (["--keep-partials"], [.init("stream", .flag(true)), .init("partial_images", .integer(1))]),
        (
            ["--keep-partials", "--partial-images", "3"],
            [.init("stream", .flag(true)), .init("partial_images", .integer(3))]
        ),
    ]

    @Test(arguments: streams)
    func `partial pictures come in a stream`(stream: Stream) async throws {
        #expect(try await CommandLine.fields(.generate, stream.words) == stream.fields)
    }

    typealias Polling = (words: [String], interval: Duration?, deadline: Duration?)

    static let pollings: [Polling] = [
        ([], nil, nil),
        (["--poll-interval", "2.5"], .seconds(2.5), nil),
        (["--timeout-ms", "900000"], nil, .seconds(900)),
        (["--timeout", "30"], nil, .seconds(30)),
        (["--max-polls", "60"], nil, .seconds(600)),
        (["--max-polls", "60", "--poll-interval", "5", "--timeout", "7"], .seconds(5), .seconds(300)),
    ]

    @Test(arguments: pollings)
    func `how a job is followed`(polling: Polling) async throws {
        let sending = try await CommandLine.options(.video, polling.words).sending
        let plan = try sending.polling(PollPace(interval: .seconds(10)))
        #expect(plan == PollPlan(interval: polling.interval, deadline: polling.deadline))
    }

    @Test(arguments: [
        ["--poll-interval", "0"], ["--poll-interval", "-1"], ["--poll-interval", "1e300"], ["--max-polls", "0"],
        ["--max-polls", "9223372036854775807"], ["--timeout-ms", "0"], ["--timeout-ms", "9223372036854775807"],
        ["--timeout", "1e300"],
    ])
    func `times that cannot be are refused`(words: [String]) async throws {
        let sending = try await CommandLine.options(.video, words).sending
        #expect {
            _ = try sending.polling(PollPace())
        } throws: {
            ($0 as? Report)?.code == .usageInvalid
        }
    }
}
