import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct ClackyAnswerTests {
    private let talk = ClackyRequestTests.talk()
    private static let memory = [
        "model": "or-gpt-image-2", "base_url": "https://a.example", "source": "auto", "output_dir": "/home/u/out",
    ]
    private let submit = Purpose.submit(memory: ClackyAnswerTests.memory)

    @Test func `what the server says of its models is remembered`() throws {
        #expect(try ClackyRequestTests.submit(talk).purpose == submit)
    }

    @Test(arguments: [
        (#"{"image":{"configured":false,"source":"off"}}"#, "provider.not_configured 2 no"),
        (#"{"video":{"configured":true,"model":"m"}}"#, "provider.not_configured 2 no"),
        (#"{"image":{"configured":true,"model":"other"}}"#, "model.not_found 5 no"),
        (#"{"image":{"configured":true}}"#, "reply.unparsable 1 no"), ("[]", "reply.unparsable 1 no"),
    ])
    func `without the model that was asked for nothing is sent`(body: String, expected: String) throws {
        #expect(meaning(try talk.after(body, .prepare("types")).failure) == expected)
    }

    @Test(arguments: [
        (Mode.generation, "image", "or-gpt-image-2"), (.edit, "image", "or-gemini-3-pro-image"),
        (.video, "video", "or-veo-3-1"), (.speech, "audio", "or-tts-gemini-2-5-flash"),
    ])
    func `an unconfigured server is told where to be configured`(mode: Mode, type: String, model: String) throws {
        let inputs = mode == .edit ? [ClackyRequestTests.image] : []
        let message = try ClackyRequestTests.talk(mode, inputs: inputs).after("{}", .prepare("types")).failure.message
        #expect(message.contains("settings page") && message.contains("type \(type)") && message.contains(model))
    }

    @Test func `another model is named, so that it can be given`() throws {
        let message = try ClackyRequestTests.talk(model: "mine").after(ClackyRequestTests.types, .prepare("types"))
            .failure.message
        #expect(message.contains("is or-gpt-image-2, not mine: give --model or-gpt-image-2"))
    }

    @Test func `the model can be learnt before a run`() throws {
        let reply = try Sample.reply(ClackyRequestTests.types)
        for (mode, model) in ClackyRequestTests.models {
            #expect(try ClackyDialect().model(in: reply, for: mode).get() == model)
        }
        let off = ClackyDialect().model(in: try Sample.reply("{}"), for: .video)
        guard case .failure(let failure) = off else {
            Issue.record("a model where there is none")
            return
        }
        #expect(failure.code == .providerNotConfigured)
        #expect(throws: ProviderFailure.self) { try ClackyDialect().model(in: reply, for: .upscale).get() }
        #expect(throws: ProviderFailure.self) {
            try ClackyDialect().model(in: try Sample.reply("{}", status: 500), for: .video).get()
        }
    }

    typealias Made = (mode: Mode, body: String, kind: MediaReference.Kind, pointer: String)

    static let made: [Made] = [
        (.generation, #"{"success":true,"image":"/home/u/out/a.png"}"#, .localFile("/home/u/out/a.png"), "/image"),
        (
            .generation, #"{"success":true,"image":"https://c.example/a?x=1"}"#, .url("https://c.example/a?x=1"),
            "/image"
        ),
        (
            .generation, #"{"success":true,"image":"data:image/png;base64,AAAA"}"#, .dataURL(mediaType: "image/png"),
            "/image"
        ),
        (.video, #"{"success":true,"video":"/home/u/out/a.mp4"}"#, .localFile("/home/u/out/a.mp4"), "/video"),
        (.speech, #"{"success":true,"audio":"/home/u/out/a.wav"}"#, .localFile("/home/u/out/a.wav"), "/audio"),
    ]

    @Test(arguments: made)
    func `the file is where the server says`(row: Made) throws {
        let done = try ClackyRequestTests.talk(row.mode).after(row.body, submit).done
        #expect(done.media.map(\.kind) == [row.kind] && done.media[0].pointer == row.pointer)
    }

    @Test func `model, size, cost and usage are the server's word, at second hand`() throws {
        let done = try talk.after(
            #"{"success":true,"image":"/o/a.png","model":"or-gpt-image-2","provider":"openclacky","size":"1536x1024","usage":{"total_tokens":4550},"cost_usd":0.042}"#,
            submit
        ).done
        #expect(done.echoed == Echoed(model: "or-gpt-image-2", size: "1536x1024", costUSD: "0.042", source: "proxied"))
        #expect(done.usage?["total_tokens"]?.int == 4550)
        #expect(done.check == ClackyDialect.typesRequest(talk.endpoint, .check(memory: Self.memory)))
    }

    @Test(arguments: [
        (ClackyRequestTests.types, [String]()),
        (
            #"{"image":{"configured":true,"model":"new","base_url":"https://a.example","source":"auto"}}"#,
            ["provider.model_changed"]
        ),
        (
            #"{"image":{"configured":true,"model":"new","base_url":"https://b.example","source":"auto"}}"#,
            ["provider.model_changed", "provider.model_changed"]
        ),
        (#"{"image":{"configured":false}}"#, ["provider.check_failed"]),
    ])
    func `the models afterwards are compared with those before`(body: String, codes: [String]) throws {
        guard case .checked(let notes) = try talk.after(body, .check(memory: Self.memory)) else {
            Issue.record("no notes")
            return
        }
        #expect(notes.map(\.code) == codes)
    }

    @Test func `a film that takes longer is a task that is asked for`() throws {
        let film = ClackyRequestTests.talk(.video)
        let (job, report) = try film.after(
            #"{"success":true,"status":"submitted","task_id":"cgt-1","provider":"volcengine","model":"s"}"#,
            submit
        ).followed
        #expect(job == Job(id: "cgt-1", memory: Self.memory) && report.state == .queued)
        let poll = film.dialect.poll(job, film.intent, endpoint: film.endpoint)
        #expect(poll.url == "http://127.0.0.1:7070/api/media/video/status?task_id=cgt-1&output_dir=%2Fhome%2Fu%2Fout")
        #expect(poll.method == "GET" && poll.purpose == .poll(job))
        #expect(try film.after(#"{"success":true,"status":"running"}"#, .poll(job)).followed.report.state == .running)
        let silent = try film.after(#"{"success":false,"error":"x","error_type":"network_error"}"#, .poll(job)).followed
        #expect(silent.report == JobReport(.unknown, raw: "network_error"))
        let done = try film.after(#"{"success":true,"status":"succeeded","video":"/o/v.mp4"}"#, .poll(job)).done
        #expect(done.media.map(\.kind) == [.localFile("/o/v.mp4")])
        #expect(done.check?.purpose == .check(memory: Self.memory))
        let failed = try film.after(
            #"{"success":false,"status":"failed","error":"no","error_type":"task_failed"}"#,
            .poll(job)
        )
        #expect(meaning(try failed.failure) == "job.failed 1 maybe")
        #expect(film.dialect.cancellation(of: job, .queued, film.intent, endpoint: film.endpoint) == nil)
    }

    typealias Row = (status: Int, body: String, meaning: String)

    private static func error(_ type: String, _ text: String = "it went wrong") -> String {
        #"{"success":false,"image":null,"error":"\#(text)","error_type":"\#(type)","model":"m","provider":"p"}"#
    }

    static let failures: [Row] = [
        (422, error("not_configured"), "provider.not_configured 2 no"),
        (422, error("auth_required"), "authentication.failed 4 no"),
        (422, error("network_error"), "provider.failed 1 maybe again"),
        (422, error("api_error", "Upstream 401: Invalid API key"), "authentication.failed 4 no"),
        (422, error("api_error", "Upstream 403: no"), "authentication.failed 4 no"),
        (422, error("api_error", "Upstream 429: slow down"), "provider.busy 7 no again"),
        (422, error("api_error", "Upstream 404: no"), "provider.refused 5 no"),
        (422, error("api_error", "Upstream 502: bad gateway"), "provider.failed 1 maybe again"),
        (422, error("api_error"), "reply.no_media 5 maybe"),
        (422, error("api_error", "blocked: moderation_blocked"), "provider.moderation 5 maybe"),
        (422, error("api_error", "unknown image model: or-x (400)"), "model.not_found 5 no"),
        (400, #"{"error":"unknown image model or-x"}"#, "model.not_found 5 no"),
        (422, error("empty_response"), "reply.no_media 5 maybe"),
        (422, error("invalid_response"), "reply.no_media 5 maybe"),
        (422, error("download_failed"), "reply.no_media 5 maybe"),
        (422, error("provider_error"), "reply.no_media 5 maybe"),
        (422, error("polling_failed"), "outcome.unknown 8 maybe"),
        (422, error("task_failed"), "job.failed 1 maybe"),
        (422, error("unsupported"), "provider.refused 5 no"),
        (422, error("not_implemented"), "provider.refused 5 no"),
        (422, #"{"error":"prompt is required"}"#, "provider.refused 5 no"),
        (200, error("empty_response"), "reply.no_media 5 maybe"),
        (200, #"{"success":true,"image":null}"#, "reply.no_media 5 maybe"),
        (200, #"{"success":true,"image":"relative.png"}"#, "reply.no_media 5 maybe"),
        (503, #"{"error":"Request timed out"}"#, "outcome.unknown 8 maybe"),
        (503, #"{"error":"starting"}"#, "provider.busy 7 no again"),
        (500, #"{"error":"boom"}"#, "provider.failed 1 maybe again"),
    ]

    @Test(arguments: failures)
    func `what a failure means`(row: Row) throws {
        #expect(meaning(try talk.after(row.body, submit, status: row.status).failure) == row.meaning)
    }

    @Test func `where an unclear end is not sent again, a service that was not reached is one`() throws {
        let failure = try talk.after(Self.error("network_error"), submit, status: 422).failure
        #expect(meaning(failure, ambiguous: .stop) == "outcome.unknown 8 maybe")
    }

    @Test func `a server that ran out of time before anything was asked of it has cost nothing`() throws {
        let failure = try talk.after(#"{"error":"Request timed out"}"#, .prepare("types"), status: 503).failure
        #expect(meaning(failure) == "provider.busy 7 no again")
    }

    @Test func `an answer that may have cost something is never followed by a second request`() throws {
        let step = try talk.after(Self.error("invalid_argument"), submit, status: 200)
        #expect(meaning(try step.failure) == "reply.no_media 5 maybe")
        guard case .fail = step else { throw Conversation.Surprise(step: step) }
    }

    @Test(arguments: [
        (400, #"{"error":"bad request"}"#), (422, error("api_error", "Upstream 400: bad")),
        (422, error("api_error", "INVALID_ARGUMENT: aspect ratio")), (422, error("invalid_argument")),
    ])
    func `C6: an argument that is not liked is left out once`(status: Int, body: String) throws {
        let step = try talk.after(body, submit, status: status)
        guard case .again(let request, let failure) = step else { throw Conversation.Surprise(step: step) }
        #expect(meaning(failure) == "provider.refused 5 no")
        #expect(Sample.wire(request.body) == #"{"prompt":"orange cat","output_dir":"/home/u/out"}"#)
        #expect(request.variation == Variation(fieldsDropped: ["aspect_ratio"]) && request.bills)
        guard case .fail = try talk.after(body, request.purpose, status: status) else {
            Issue.record("sent a third time")
            return
        }
        // Speech has no such field to leave out.
        guard case .fail = try ClackyRequestTests.talk(.speech).after(body, submit, status: status) else {
            Issue.record("the same request was sent again")
            return
        }
    }
}
