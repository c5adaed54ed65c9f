import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct ClackyRequestTests {
    static let base = "http://127.0.0.1:7070"
    static let types = """
        {"image":{"configured":true,"model":"or-gpt-image-2","base_url":"https://a.example","source":"auto"},
         "video":{"configured":true,"model":"or-veo-3-1","base_url":"https://a.example","source":"custom"},
         "audio":{"configured":true,"model":"or-tts-gemini-2-5-flash","base_url":"https://a.example","source":"auto"}}
        """
    static let models: [Mode: String] = [
        .generation: "or-gpt-image-2", .edit: "or-gpt-image-2", .video: "or-veo-3-1",
        .speech: "or-tts-gemini-2-5-flash",
    ]

    static func talk(
        _ mode: Mode = .generation,
        model: String? = nil,
        options: [Intent.Option] = [],
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil,
        folder: String? = "/home/u/out"
    ) -> Conversation {
        Conversation(
            ClackyDialect(),
            base: base,
            model: model ?? models[mode] ?? "m",
            mode: mode,
            options: options + (folder.map { [.init("output_dir", .privateText($0))] } ?? []),
            inputs: inputs,
            extraJSON: extraJSON
        )
    }

    static func submit(_ talk: Conversation) throws -> ProviderRequest {
        try talk.after(types, talk.start().request.purpose).request
    }

    static let image = Sample.input("cat.png")

    typealias Row = (mode: Mode, inputs: [Intent.Input], options: [Intent.Option], path: String, body: String)

    static let bodies: [Row] = [
        (
            .generation, [], [], "/api/media/image",
            #"{"prompt":"orange cat","aspect_ratio":"landscape","output_dir":"/home/u/out"}"#
        ),
        (
            .generation, [], [.init("aspect_ratio", .text("square")), .init("n", .integer(1))], "/api/media/image",
            #"{"prompt":"orange cat","aspect_ratio":"square","output_dir":"/home/u/out"}"#
        ),
        (
            .edit, [image], [], "/api/media/image",
            #"{"prompt":"orange cat","aspect_ratio":"landscape","output_dir":"/home/u/out","image":"data:image/png;base64,<base64 0>"}"#
        ),
        (
            .edit, [image, Sample.input("b.jpg", role: .reference, mediaType: "image/jpeg")],
            [.init("aspect_ratio", .text("portrait"))], "/api/media/image",
            #"{"prompt":"orange cat","aspect_ratio":"portrait","output_dir":"/home/u/out","images":["data:image/png;base64,<base64 0>","data:image/jpeg;base64,<base64 1>"]}"#
        ),
        (
            .video, [], [], "/api/media/video",
            #"{"prompt":"orange cat","aspect_ratio":"landscape","duration_seconds":8,"output_dir":"/home/u/out"}"#
        ),
        (
            .video, [image], [.init("seconds", .integer(4)), .init("aspect_ratio", .text("portrait"))],
            "/api/media/video",
            #"{"prompt":"orange cat","aspect_ratio":"portrait","duration_seconds":4,"output_dir":"/home/u/out","image":{"b64_json":"<base64 0>","mime_type":"image/png"}}"#
        ),
        (
            .speech, [], [], "/api/media/audio/speech",
            #"{"input":"orange cat","voice":"Kore","output_dir":"/home/u/out"}"#
        ),
        (
            .speech, [], [.init("voice", .text("Puck"))], "/api/media/audio/speech",
            #"{"input":"orange cat","voice":"Puck","output_dir":"/home/u/out"}"#
        ),
    ]

    @Test(arguments: bodies)
    func `each kind has its request, byte for byte`(row: Row) throws {
        let talk = Self.talk(row.mode, options: row.options, inputs: row.inputs)
        let request = try Self.submit(talk)
        #expect(Sample.wire(request.body) == row.body)
        #expect(request.method == "POST" && request.url == Self.base + row.path && request.bills)
    }

    @Test func `the server is asked for its models first`() throws {
        let planned = try Self.talk().start()
        #expect(planned.request.method == "GET" && planned.request.url == "http://127.0.0.1:7070/api/media/types")
        #expect(planned.request.purpose == .prepare("types") && planned.request.body == .none && !planned.request.bills)
        #expect(planned.sent == Sent(model: "or-gpt-image-2", prompt: "orange cat"))
        #expect(planned.request == ClackyDialect.typesRequest(Self.talk().endpoint))
        #expect(ClackyDialect().isSequential(Self.talk().intent))
    }

    @Test func `what is private is kept apart`() throws {
        let pieces = try Self.submit(Self.talk()).body.pieces
        #expect(pieces.contains(.privateText("orange cat", .json)))
        #expect(pieces.contains(.privateText("/home/u/out", .json)))
        #expect(try Self.submit(Self.talk(.speech)).body.pieces.contains(.privateText("orange cat", .json)))
    }

    @Test func `extra JSON is merged, and told`() throws {
        let talk = Self.talk(.video, extraJSON: #"{"resolution":"1080p","duration_seconds":12,"prompt":"a dog"}"#)
        #expect(
            Sample.wire(try Self.submit(talk).body)
                == #"{"prompt":"a dog","aspect_ratio":"landscape","duration_seconds":12,"output_dir":"/home/u/out","resolution":"1080p"}"#
        )
        let sent = try talk.start().sent
        #expect(sent.prompt == "a dog" && sent.overwritten == ["duration_seconds", "prompt"])
    }

    typealias Refused = (mode: Mode, options: [Intent.Option], inputs: [Intent.Input], code: ErrorCode)

    static let refused: [Refused] = [
        (.generation, [.init("size", .text("1024x1024"))], [], .usageNotSupported),
        (.generation, [.init("width", .integer(64))], [], .usageNotSupported),
        (.generation, [.init("aspect_ratio", .text("16:9"))], [], .usageInvalid),
        (.video, [.init("aspect_ratio", .text("square"))], [], .usageInvalid),
        (.video, [.init("seconds", .integer(3))], [], .usageInvalid),
        (.video, [.init("seconds", .integer(9))], [], .usageInvalid),
        (.generation, [.init("seconds", .integer(8))], [], .usageNotSupported),
        (.generation, [.init("quality", .text("high"))], [], .usageNotSupported),
        (.generation, [.init("n", .integer(2))], [], .usageNotSupported),
        (.speech, [.init("speed", .decimal("1.5"))], [], .usageNotSupported),
        (.edit, [], [], .inputMissing),
        (.edit, [], [image, Sample.input("m.png", role: .mask)], .maskUnsupported),
        (.video, [], [image, image], .usageInvalid),
        (.video, [], [Sample.input("r.png", role: .reference)], .usageInvalid),
        (.speech, [], [image], .usageNotSupported),
        (.upscale, [], [image], .usageNotSupported),
    ]

    @Test(arguments: refused)
    func `what the server has no field for is refused before anything is sent`(row: Refused) throws {
        #expect(try Self.talk(row.mode, options: row.options, inputs: row.inputs).refusal()?.code == row.code)
    }

    @Test func `a size is answered with the way to one`() throws {
        let report = try Self.talk(options: [.init("size", .text("64x64"))]).refusal()
        #expect(report?.hint.contains("--aspect-ratio") == true && report?.hint.contains("--fit") == true)
    }

    @Test(arguments: [nil, "out", "./out"])
    func `the folder is an absolute path`(folder: String?) throws {
        #expect(try Self.talk(folder: folder).refusal()?.code == .usageInvalid)
    }

    @Test(arguments: ["model", "image", "images"])
    func `extra JSON cannot choose the model or take an input's place`(name: String) throws {
        #expect(try Self.talk(extraJSON: #"{"\#(name)":"x"}"#).refusal()?.code == .jsonInvalid)
    }
}
