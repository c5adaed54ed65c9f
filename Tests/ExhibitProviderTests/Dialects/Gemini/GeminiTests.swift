import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct GeminiTests {
    private let talk = Talk(
        dialect: GeminiDialect(),
        base: "https://generativelanguage.googleapis.com/v1beta/",
        model: "gemini-3-pro-image"
    )

    private static let image = Sample.input("cat.png")

    typealias Row = (mode: Mode, options: [Intent.Option], inputs: [Intent.Input], extra: String?, body: String)

    static let bodies: [Row] = [
        (
            .generation, [], [], nil,
            #"{"generationConfig":{"responseModalities":["TEXT","IMAGE"]},"contents":[{"role":"user","parts":[{"text":"orange cat"}]}]}"#
        ),
        (
            .generation,
            [
                .init("aspect_ratio", .text("16:9")), .init("size", .text("2K")), .init("seed", .integer(7)),
                .init("n", .integer(1)),
            ],
            [], nil,
            #"{"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"16:9","imageSize":"2K"},"seed":7},"contents":[{"role":"user","parts":[{"text":"orange cat"}]}]}"#
        ),
        (
            .edit, [.init("aspect_ratio", .text("portrait"))],
            [image, Sample.input("r.jpg", role: .reference, mediaType: "image/jpeg")], nil,
            #"{"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"2:3"}},"contents":[{"role":"user","parts":[{"text":"orange cat"},{"inline_data":{"mime_type":"image/png","data":"<base64 0>"}},{"inline_data":{"mime_type":"image/jpeg","data":"<base64 1>"}}]}]}"#
        ),
        (
            .generation, [], [], #"{"safetySettings":[],"generationConfig":{"imageConfig":{"imageSize":"4K"}}}"#,
            #"{"generationConfig":{"imageConfig":{"imageSize":"4K"}},"safetySettings":[],"contents":[{"role":"user","parts":[{"text":"orange cat"}]}]}"#
        ),
    ]

    @Test(arguments: bodies)
    func `text and pictures are parts of one message, byte for byte`(row: Row) throws {
        let talk = talk(row.mode, options: row.options, inputs: row.inputs, extraJSON: row.extra)
        let request = try talk.start().request
        #expect(Sample.wire(request.body) == row.body)
        #expect(
            request.url
                == "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image:generateContent"
        )
        #expect(
            request.method == "POST" && request.bills && request.body.pieces.contains(.privateText("orange cat", .json))
        )
    }

    @Test func `what is sent is told`() throws {
        let options: [Intent.Option] = [.init("size", .text("1K"))]
        let planned = try talk(model: "models/gemini-3-pro-image", options: options, inputs: [Self.image]).start()
        #expect(
            planned.sent
                == Sent(model: "gemini-3-pro-image", prompt: "orange cat", size: "1K", inputNames: [0: "inline_data"])
        )
        let replaced = try talk(options: options, extraJSON: #"{"generationConfig":{}}"#).start().sent
        #expect(replaced.size == nil && replaced.overwritten == ["generationConfig"])
        #expect(GeminiDialect().credential == CredentialForm(header: "x-goog-api-key", prefix: ""))
    }

    typealias Refused = (mode: Mode, options: [Intent.Option], inputs: [Intent.Input], extra: String?, code: ErrorCode)

    static let refused: [Refused] = [
        (.generation, [.init("size", .text("1024x1024"))], [], nil, .usageNotSupported),
        (.generation, [.init("size", .text("auto"))], [], nil, .usageNotSupported),
        (.generation, [.init("n", .integer(2))], [], nil, .usageNotSupported),
        (.generation, [.init("negative_prompt", .privateText("dogs"))], [], nil, .usageNotSupported),
        (.generation, [.init("reference_transport", .text("multipart"))], [], nil, .usageInvalid),
        (.edit, [], [], nil, .inputMissing),
        (.edit, [], [image, Sample.input("m.png", role: .mask)], nil, .maskUnsupported),
        (.video, [], [], nil, .usageNotSupported), (.speech, [], [], nil, .usageNotSupported),
        (.generation, [], [], #"{"contents":[]}"#, .jsonInvalid),
        (.generation, [], [], #"{"model":"x"}"#, .jsonInvalid),
    ]

    @Test(arguments: refused)
    func `what it has no field for is refused`(row: Refused) throws {
        let talk = talk(row.mode, options: row.options, inputs: row.inputs, extraJSON: row.extra)
        #expect(try talk.refusal()?.code == row.code)
    }

    @Test(arguments: ["", "a/b", "../x", "x:y", "tunedModels/x"])
    func `a model is one name`(model: String) throws {
        #expect(try talk(model: model).refusal()?.code == .usageInvalid)
    }

    @Test func `pictures, model, answer and usage`() throws {
        let done = try talk().after(
            #"""
            {"candidates":[{"content":{"role":"model","parts":[{"text":"here"},
             {"thought":true,"inlineData":{"mimeType":"image/png","data":"c2tldGNo"}},
             {"inlineData":{"mimeType":"image/png","data":"aQ=="}},{"inlineData":{"mimeType":"audio/wav","data":"aQ=="}},
             {"inline_data":{"mime_type":"image/jpeg","data":"ag=="}}]},"finishReason":"STOP"},
             {"content":{"parts":[{"inlineData":{"data":"aw=="}}]}}],
             "usageMetadata":{"totalTokenCount":1300},"modelVersion":"gemini-3-pro-image-001","responseId":"resp_1"}
            """#,
            .submit()
        ).done
        #expect(
            done.media == [
                MediaReference(pointer: "/candidates/0/content/parts/2/inlineData/data", kind: .base64),
                MediaReference(pointer: "/candidates/0/content/parts/4/inline_data/data", kind: .base64),
                MediaReference(pointer: "/candidates/1/content/parts/0/inlineData/data", kind: .base64),
            ]
        )
        #expect(done.echoed == Echoed(model: "gemini-3-pro-image-001", responseID: "resp_1"))
        #expect(done.usage?["totalTokenCount"]?.int == 1300 && done.check == nil)
    }

    typealias Failure = (status: Int, body: String, meaning: String, message: String)

    static let failures: [Failure] = [
        (
            200, #"{"candidates":[{"finishReason":"IMAGE_SAFETY","finishMessage":"unsafe"}]}"#,
            "provider.moderation 5 maybe", "the answer holds no picture (IMAGE_SAFETY): unsafe"
        ),
        (
            200, #"{"candidates":[{"finishReason":"PROHIBITED_CONTENT"}]}"#, "provider.moderation 5 maybe",
            "the answer holds no picture (PROHIBITED_CONTENT)"
        ),
        (
            200, #"{"promptFeedback":{"blockReason":"BLOCKLIST"}}"#, "provider.moderation 5 maybe",
            "the answer holds no picture (BLOCKLIST)"
        ),
        (
            200, #"{"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"I cannot draw"}]}}]}"#,
            "reply.no_media 5 maybe", "the answer holds no picture (STOP): I cannot draw"
        ),
        (
            200, #"{"candidates":[{"finishReason":"NO_IMAGE"}]}"#, "reply.no_media 5 maybe",
            "the answer holds no picture (NO_IMAGE)"
        ),
        (
            200,
            #"{"candidates":[{"content":{"parts":[{"thought":true,"inlineData":{"mimeType":"image/png","data":"aQ=="}}]}}]}"#,
            "reply.no_media 5 maybe", "the answer holds no picture"
        ),
        (200, "{}", "reply.no_media 5 maybe", "the answer holds no picture"),
        (
            400,
            #"{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#,
            "authentication.failed 4 no", "HTTP 400: API key not valid."
        ),
        (
            404,
            #"{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}"#,
            "model.not_found 5 no", "HTTP 404: models/x is not found for API version v1beta"
        ),
        (
            400, #"{"error":{"code":400,"message":"bad aspect ratio","status":"INVALID_ARGUMENT"}}"#,
            "provider.refused 5 no", "HTTP 400: bad aspect ratio"
        ),
        (403, #"{"error":{"code":403,"message":"no"}}"#, "authentication.failed 4 no", "HTTP 403: no"),
        (429, #"{"error":{"code":429,"message":"quota"}}"#, "provider.busy 7 no again", "HTTP 429: quota"),
        (503, #"{"error":{"code":503,"message":"overloaded"}}"#, "provider.busy 7 no again", "HTTP 503: overloaded"),
        (500, #"{"error":{"code":500,"message":"x"}}"#, "provider.failed 1 maybe again", "HTTP 500: x"),
    ]

    @Test(arguments: failures)
    func `what a failure means`(row: Failure) throws {
        let failure = try talk().after(row.body, .submit(), status: row.status).failure
        #expect(meaning(failure) == row.meaning)
        #expect(failure.message == row.message)
    }

    @Test func `the reason is the provider's own code`() throws {
        let failure = try talk().after(#"{"candidates":[{"finishReason":"IMAGE_SAFETY"}]}"#, .submit()).failure
        #expect(failure.providerCode == "IMAGE_SAFETY")
    }

    @Test func `an answer that is no JSON cannot be understood`() throws {
        let step = talk().after(Reply(status: 200, headers: [], value: nil, text: "<html>"), .submit())
        #expect(meaning(try step.failure) == "reply.unparsable 1 yes")
    }
}
