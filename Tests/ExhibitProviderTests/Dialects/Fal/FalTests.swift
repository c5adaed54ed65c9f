import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct FalTests {
    private let talk = Talk(
        dialect: FalDialect(),
        base: "https://queue.fal.run",
        model: "fal-ai/flux/dev"
    )

    private static let image = Sample.input("cat.png")
    private static let mask = Sample.input("m.png", role: .mask)

    typealias Row = (mode: Mode, options: [Intent.Option], inputs: [Intent.Input], extra: String?, body: String)

    static let bodies: [Row] = [
        (.generation, [], [], nil, #"{"prompt":"orange cat"}"#),
        (
            .generation,
            [
                .init("size", .text("512x768")), .init("n", .integer(2)), .init("seed", .integer(7)),
                .init("steps", .integer(28)), .init("guidance_scale", .decimal("3.50")),
                .init("negative_prompt", .privateText("dogs")), .init("output_format", .text("png")),
            ],
            [], nil,
            #"{"prompt":"orange cat","image_size":{"width":512,"height":768},"negative_prompt":"dogs","output_format":"png","num_images":2,"seed":7,"num_inference_steps":28,"guidance_scale":3.50}"#
        ),
        (
            .generation, [.init("aspect_ratio", .text("16:9"))], [],
            #"{"enable_safety_checker":true,"prompt":"a dog"}"#,
            #"{"prompt":"a dog","aspect_ratio":"16:9","enable_safety_checker":true}"#
        ),
        (
            .edit, [.init("denoise", .decimal("0.8"))], [image], nil,
            #"{"prompt":"orange cat","strength":0.8,"image_url":"data:image/png;base64,<base64 0>"}"#
        ),
        (
            .edit, [], [image, mask], nil,
            #"{"prompt":"orange cat","image_url":"data:image/png;base64,<base64 0>","mask_url":"data:image/png;base64,<base64 1>"}"#
        ),
        (
            .generation, [], [image, Sample.input("r.jpg", role: .reference, mediaType: "image/jpeg")], nil,
            #"{"prompt":"orange cat","image_urls":["data:image/png;base64,<base64 0>","data:image/jpeg;base64,<base64 1>"]}"#
        ),
        (
            .generation, [.init("reference_key", .text("reference_image_urls"))], [image], nil,
            #"{"prompt":"orange cat","reference_image_urls":["data:image/png;base64,<base64 0>"]}"#
        ),
        (
            .video, [.init("image_field", .text("start_image_url")), .init("image_transport", .text("auto"))], [image],
            #"{"duration":"5"}"#,
            #"{"prompt":"orange cat","duration":"5","start_image_url":"data:image/png;base64,<base64 0>"}"#
        ),
        (.speech, [.init("voice", .text("af_heart"))], [], nil, #"{"text":"orange cat","voice":"af_heart"}"#),
    ]

    @Test(arguments: bodies)
    func `the input is the model's own, byte for byte`(row: Row) throws {
        let talk = talk(row.mode, options: row.options, inputs: row.inputs, extraJSON: row.extra)
        let request = try talk.start().request
        #expect(Sample.wire(request.body) == row.body)
        #expect(request.method == "POST" && request.url == "https://queue.fal.run/fal-ai/flux/dev" && request.bills)
    }

    @Test func `an enlargement needs no prompt, and says none`() throws {
        let planned = try talk(.upscale, model: "fal-ai/esrgan", prompt: "", inputs: [Self.image]).start()
        #expect(Sample.wire(planned.request.body) == #"{"image_url":"data:image/png;base64,<base64 0>"}"#)
        #expect(planned.sent == Sent(model: "fal-ai/esrgan", prompt: "", inputNames: [0: "image_url"]))
    }

    @Test func `what is sent is told, and what is private kept apart`() throws {
        let options: [Intent.Option] = [.init("size", .text("64x64")), .init("negative_prompt", .privateText("dogs"))]
        let planned = try talk(options: options, extraJSON: #"{"num_images":3,"prompt":"a dog"}"#).start()
        #expect(
            planned.sent
                == Sent(model: "fal-ai/flux/dev", prompt: "a dog", size: "64x64", n: 3, overwritten: ["prompt"])
        )
        for text in ["a dog", "dogs"] { #expect(planned.request.body.pieces.contains(.privateText(text, .json))) }
        #expect(try talk(.speech).start().request.body.pieces.contains(.privateText("orange cat", .json)))
        #expect(FalDialect().credential == CredentialForm(header: "Authorization", prefix: "Key ", isRequired: true))
    }

    @Test(arguments: ["flux", "fal-ai/", "/flux", "fal-ai/../x", "fal-ai//dev", "fal-ai/flux?x", "fal ai/x", ""])
    func `a model is a path of names`(model: String) throws {
        #expect(try talk(model: model).refusal()?.code == .usageInvalid)
    }

    @Test(arguments: [
        (Intent.Option("quality", .text("high")), ErrorCode.usageNotSupported),
        (.init("seconds", .integer(5)), .usageNotSupported), (.init("width", .integer(5)), .usageInvalid),
        (.init("reference_transport", .text("multipart")), .usageInvalid), (.init("n", .integer(0)), .usageInvalid),
    ])
    func `an option without a common name is refused`(option: Intent.Option, code: ErrorCode) throws {
        #expect(try talk(options: [option]).refusal()?.code == code)
    }

    @Test func `inputs that are missing, doubled or taken`() throws {
        #expect(try talk(.edit).refusal()?.code == .inputMissing)
        #expect(try talk(inputs: [Self.mask]).refusal()?.code == .inputMissing)
        #expect(
            try talk(inputs: [Self.image, Self.mask, Self.mask]).refusal()?.message == "more than one mask was given"
        )
        #expect(try talk(inputs: [Self.image], extraJSON: #"{"image_url":"x"}"#).refusal()?.code == .jsonInvalid)
        #expect(try talk(prompt: "").refusal()?.code == .promptMissing)
    }

    private static let job = Job(
        id: "r-1",
        memory: [
            "status_url": "https://queue.fal.run/fal-ai/flux/requests/r-1/status",
            "response_url": "https://queue.fal.run/fal-ai/flux/requests/r-1",
            "cancel_url": "https://queue.fal.run/fal-ai/flux/requests/r-1/cancel",
        ]
    )

    private static let accepted = """
        {"status":"IN_QUEUE","request_id":"r-1","queue_position":2,
         "response_url":"https://queue.fal.run/fal-ai/flux/requests/r-1",
         "status_url":"https://queue.fal.run/fal-ai/flux/requests/r-1/status",
         "cancel_url":"https://queue.fal.run/fal-ai/flux/requests/r-1/cancel"}
        """

    @Test func `a job's addresses are used as they were given`() throws {
        let talk = talk()
        let (job, report) = try talk.after(Self.accepted, .submit()).followed
        #expect(job == Self.job && report == JobReport(.queued, raw: "IN_QUEUE", position: 3))
        let poll = talk.dialect.poll(job, talk.intent, endpoint: talk.endpoint)
        #expect(poll.url == job.memory["status_url"] && poll.method == "GET" && poll.purpose == .poll(job))
        let going = try talk.after(#"{"status":"IN_PROGRESS"}"#, .poll(job), status: 202).followed
        #expect(going.report.state == .running && going.job == job)
        #expect(try talk.after(#"{"status":"DREAMING"}"#, .poll(job), status: 202).followed.report.state == .unknown)
        let fetch = try talk.after(#"{"status":"COMPLETED"}"#, .poll(job)).request
        #expect(fetch.url == job.memory["response_url"] && fetch.method == "GET" && fetch.purpose == .result(job))
    }

    @Test(arguments: [
        (
            #"{"images":[{"url":"https://v3.fal.media/a.png"},{"url":"https://v3.fal.media/b.png"}],"seed":9}"#,
            ["/images/0/url", "/images/1/url"]
        ),
        (#"{"image":{"url":"https://v3.fal.media/a.png","width":64},"seed":9}"#, ["/image/url"]),
        (#"{"video":{"url":"https://v3.fal.media/a.mp4","content_type":"video/mp4"},"seed":9}"#, ["/video/url"]),
        (#"{"audio":{"url":"https://v3.fal.media/a.wav"},"seed":9}"#, ["/audio/url"]),
        (#"{"audio_url":{"url":"https://v3.fal.media/a.wav"},"seed":9}"#, ["/audio_url/url"]),
    ])
    func `what was made is where the model's answer says`(body: String, pointers: [String]) throws {
        let done = try talk().after(body, .result(Self.job)).done
        #expect(done.media.map(\.pointer) == pointers && done.media.allSatisfy { $0.address != nil })
        #expect(done.echoed == Echoed(seed: "9", responseID: "r-1"))
    }

    @Test func `a server that answers at once is understood too`() throws {
        let done = try talk().after(#"{"images":[{"url":"https://v3.fal.media/a.png"}]}"#, .submit()).done
        #expect(done.media.count == 1 && done.echoed == Echoed())
    }

    @Test func `asked too early, the job is followed on`() throws {
        let early = try talk().after(#"{"status":"IN_PROGRESS"}"#, .result(Self.job), status: 202).followed
        #expect(early.report.state == .running)
        let refused = try talk().after(#"{"detail":"Request is still in progress"}"#, .result(Self.job), status: 400)
        #expect(try refused.followed.report.state == .running)
    }

    typealias Failure = (purpose: Purpose, status: Int, body: String, meaning: String)

    static let failures: [Failure] = [
        (.submit(), 401, #"{"detail":"Invalid API key"}"#, "authentication.failed 4 no"),
        (.submit(), 404, #"{"detail":"Application not found"}"#, "provider.refused 5 no"),
        (.submit(), 422, #"{"detail":[{"loc":["body","prompt"],"msg":"field required"}]}"#, "provider.refused 5 no"),
        (.submit(), 429, #"{"detail":"slow down"}"#, "provider.busy 7 no again"),
        (.submit(), 200, #"{"status":"IN_QUEUE","request_id":"r-1"}"#, "reply.no_media 5 maybe"),
        (.poll(job), 404, "{}", "job.expired 1 maybe"), (.poll(job), 503, "{}", "provider.busy 7 no again"),
        (.poll(job), 200, #"{"status":"FAILED","error":"x"}"#, "job.failed 1 maybe"),
        (.poll(job), 200, #"{"status":"CANCELED"}"#, "job.cancelled 1 maybe"),
        (.result(job), 422, #"{"detail":[{"loc":["body","image_url"],"msg":"bad"}]}"#, "job.failed 1 maybe"),
        (.result(job), 422, #"{"detail":[{"msg":"content_policy_violation"}]}"#, "provider.moderation 5 maybe"),
        (.result(job), 500, #"{"detail":"runner died"}"#, "job.failed 1 maybe"),
        (.result(job), 500, "{}", "provider.failed 1 maybe again"),
        (.result(job), 504, "{}", "provider.failed 1 maybe again"),
        (.result(job), 404, #"{"detail":"not found"}"#, "job.expired 1 maybe"),
        (.result(job), 200, #"{"images":[]}"#, "reply.no_media 5 maybe"),
    ]

    @Test(arguments: failures)
    func `what a failure means`(row: Failure) throws {
        #expect(meaning(try talk().after(row.body, row.purpose, status: row.status).failure) == row.meaning)
    }

    @Test func `a cancellation that was asked for is not one that is confirmed`() throws {
        let talk = talk()
        let request = talk.dialect.cancellation(of: Self.job, .running, talk.intent, endpoint: talk.endpoint)
        #expect(request?.method == "PUT" && request?.url == Self.job.memory["cancel_url"])
        #expect(request?.purpose == .cancel(Self.job))
        #expect(talk.dialect.cancellation(of: Self.job, .succeeded, talk.intent, endpoint: talk.endpoint) == nil)
        #expect(talk.dialect.cancellation(of: Job(id: "r"), .queued, talk.intent, endpoint: talk.endpoint) == nil)
        let asked = try talk.after(#"{"status":"CANCELLATION_REQUESTED"}"#, .cancel(Self.job), status: 202).followed
        #expect(asked.report == JobReport(.unknown, raw: "CANCELLATION_REQUESTED"))
        for (word, status) in [("ALREADY_COMPLETED", 400), ("NOT_FOUND", 404), ("ALREADY_COMPLETED", 200)] {
            let failure = try talk.after(#"{"status":"\#(word)"}"#, .cancel(Self.job), status: status).failure
            #expect(failure.message == "not cancelled: HTTP \(status) \(word)")
        }
    }
}
