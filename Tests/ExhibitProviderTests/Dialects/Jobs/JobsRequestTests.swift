import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct JobsRequestTests {
    static let base = "http://gpu.local:8000"

    static func talk(
        _ model: String,
        _ mode: Mode = .generation,
        prompt: String = "orange cat",
        options: [Intent.Option] = [],
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil
    ) -> Conversation {
        Conversation(
            JobsDialect(),
            base: base,
            model: model,
            mode: mode,
            prompt: prompt,
            options: options,
            inputs: inputs,
            extraJSON: extraJSON
        )
    }

    /// Uploads everything, and gives the request that may bill.
    static func submit(_ talk: Conversation) throws -> ProviderRequest {
        var request = try talk.start().request
        var number = 0
        while case .prepare = request.purpose {
            number += 1
            request = try talk.after(#"{"filename":"up-\#(number).png"}"#, request.purpose).request
        }
        return request
    }

    static let image = Sample.input("cat.png")
    static let mask = Sample.input("m.png", role: .mask)

    typealias Row = (model: String, mode: Mode, inputs: [Intent.Input], options: [Intent.Option], body: String)

    static let bodies: [Row] = [
        (
            "flux-dev", .generation, [], [],
            #"{"model":"flux-dev","prompt":"orange cat","width":1024,"height":1024,"steps":20,"guidance_scale":3.5,"seed":-1}"#
        ),
        (
            "flux-schnell", .generation, [], [],
            #"{"model":"flux-schnell","prompt":"orange cat","width":1024,"height":1024,"steps":4,"guidance_scale":3.5,"seed":-1}"#
        ),
        (
            "sdxl", .generation, [], [.init("negative_prompt", .privateText("dogs"))],
            #"{"model":"sdxl","prompt":"orange cat","width":1024,"height":1024,"steps":25,"guidance_scale":7.0,"seed":-1,"negative_prompt":"dogs"}"#
        ),
        (
            "flux-dev", .generation, [],
            [
                .init("size", .text("512x768")), .init("steps", .integer(30)),
                .init("guidance_scale", .decimal("2.50")),
                .init("seed", .integer(42)), .init("n", .integer(1)),
            ],
            #"{"model":"flux-dev","prompt":"orange cat","width":512,"height":768,"steps":30,"guidance_scale":2.50,"seed":42}"#
        ),
        (
            "flux-dev", .generation, [], [.init("height", .integer(256))],
            #"{"model":"flux-dev","prompt":"orange cat","width":1024,"height":256,"steps":20,"guidance_scale":3.5,"seed":-1}"#
        ),
        (
            "flux-dev", .edit, [image], [],
            #"{"model":"flux-dev","prompt":"orange cat","steps":20,"guidance_scale":3.5,"seed":-1,"denoise":0.65,"input_image":"up-1.png"}"#
        ),
        (
            "flux-dev", .generation, [Sample.input("r.png", role: .reference)], [.init("denoise", .decimal("0.9"))],
            #"{"model":"flux-dev","prompt":"orange cat","steps":20,"guidance_scale":3.5,"seed":-1,"denoise":0.9,"input_image":"up-1.png"}"#
        ),
        (
            "flux-fill", .edit, [image, mask], [],
            #"{"model":"flux-fill","prompt":"orange cat","steps":20,"guidance_scale":3.5,"seed":-1,"denoise":1.0,"input_image":"up-1.png","mask_image":"up-2.png"}"#
        ),
        (
            "flux-kontext", .edit, [image], [],
            #"{"model":"flux-kontext","prompt":"orange cat","steps":20,"guidance_scale":3.5,"seed":-1,"input_image":"up-1.png"}"#
        ),
        (
            "flux-depth", .edit, [image], [.init("width", .integer(512)), .init("height", .integer(512))],
            #"{"model":"flux-depth","prompt":"orange cat","width":512,"height":512,"steps":20,"guidance_scale":3.5,"seed":-1,"input_image":"up-1.png"}"#
        ),
        ("upscale", .upscale, [image], [], #"{"model":"upscale","input_image":"up-1.png"}"#),
        (
            "wan-video", .video, [image], [],
            #"{"model":"wan-video","prompt":"orange cat","width":768,"height":768,"steps":20,"guidance_scale":3.5,"seed":-1,"input_image":"up-1.png"}"#
        ),
    ]

    @Test(arguments: bodies)
    func `each model gets its own numbers, byte for byte`(row: Row) throws {
        let talk = Self.talk(
            row.model,
            row.mode,
            prompt: row.mode == .upscale ? "" : "orange cat",
            options: row.options,
            inputs: row.inputs
        )
        let request = try Self.submit(talk)
        #expect(Sample.wire(request.body) == row.body)
        #expect(request.method == "POST" && request.url == "http://gpu.local:8000/jobs" && request.bills)
        #expect(request.contentType == "application/json")
    }

    @Test func `inputs are uploaded one by one, under names of the run's own`() throws {
        let talk = Self.talk(
            "flux-fill",
            .edit,
            inputs: [Self.mask, Sample.input("secret.jpg", mediaType: "image/jpeg")]
        )
        let first = try talk.start().request
        #expect(first.method == "POST" && first.url == "http://gpu.local:8000/upload" && !first.bills)
        #expect(first.purpose == .prepare("upload image"))
        #expect(first.contentType == "multipart/form-data; boundary=exhibit-T0KEN")
        let form = """
            --exhibit-T0KEN
            Content-Disposition: form-data; name="image"; filename="T0KEN-image.jpg"
            Content-Type: image/jpeg

            <1>
            --exhibit-T0KEN--

            """.replacing("\n", with: "\r\n")
        #expect(Sample.wire(first.body) == form)
        let second = try talk.after(#"{"filename":"a.png"}"#, first.purpose).request
        #expect(second.purpose == .prepare("upload mask", memory: ["upload image": "a.png"]))
        #expect(Sample.wire(second.body).contains(#"name="image"; filename="T0KEN-mask.png""#))
        #expect(Sample.wire(second.body).contains("<0>"))
        let submit = try talk.after(#"{"filename":"b \"2\".png"}"#, second.purpose).request
        #expect(Sample.wire(submit.body).hasSuffix(#""input_image":"a.png","mask_image":"b \"2\".png"}"#))
        #expect(try talk.start().sent.inputNames == [0: "mask_image", 1: "input_image"])
    }

    @Test func `prompts and file names are private pieces`() throws {
        let talk = Self.talk(
            "flux-dev",
            .edit,
            options: [.init("negative_prompt", .privateText("dogs"))],
            inputs: [Self.image]
        )
        let pieces = try Self.submit(talk).body.pieces
        for text in ["orange cat", "dogs", "up-1.png"] { #expect(pieces.contains(.privateText(text, .json))) }
    }

    @Test func `what is sent is told`() throws {
        let planned = try Self.talk("flux-dev", extraJSON: #"{"steps":8,"width":512,"lora":"x"}"#).start()
        #expect(
            planned.sent
                == Sent(model: "flux-dev", prompt: "orange cat", size: "512x1024", overwritten: ["steps", "width"])
        )
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"flux-dev","prompt":"orange cat","width":512,"height":1024,"steps":8,"guidance_scale":3.5,"seed":-1,"lora":"x"}"#
        )
        #expect(planned.notes.isEmpty && planned.expectedSize == nil)
    }

    @Test func `an upscaled picture has four times the edges`() throws {
        let image = Sample.input("a.png", width: 320, height: 200)
        let planned = try Self.talk("upscale", .upscale, prompt: "", inputs: [image]).start()
        #expect(planned.expectedSize == PixelSize(width: 1280, height: 800))
        #expect(planned.sent.prompt == "" && planned.sent.size == nil)
        let unknown = Sample.input("a.png", width: nil, height: nil)
        #expect(try Self.talk("upscale", .upscale, prompt: "", inputs: [unknown]).start().expectedSize == nil)
    }

    typealias Refused = (model: String, mode: Mode, inputs: [Intent.Input], code: ErrorCode, says: String)

    static let refused: [Refused] = [
        ("flux-schnell", .edit, [image], .usageInvalid, "flux-schnell takes no image"),
        ("sdxl", .edit, [image], .usageInvalid, "sdxl takes no image"),
        ("flux-dev", .edit, [image, mask], .usageInvalid, "flux-dev takes no mask"),
        ("flux-dev", .edit, [image, image], .usageInvalid, "flux-dev takes one image, not 2"),
        ("flux-fill", .edit, [image], .usageInvalid, "flux-fill needs one mask"),
        ("flux-fill", .edit, [mask], .usageInvalid, "flux-fill needs one image"),
        ("flux-fill", .generation, [], .usageInvalid, "flux-fill needs one image"),
        ("flux-fill", .edit, [image, mask, mask], .usageInvalid, "flux-fill takes one mask, not 2"),
        (
            "flux-fill", .edit, [image, Sample.input("m.png", role: .mask, width: 32)], .maskSizeDiffers,
            "the mask is 32x64, the first image 64x64; they have to be of one size"
        ),
        ("flux-canny", .generation, [], .usageInvalid, "flux-canny needs one image"),
        ("flux-depth", .generation, [], .usageInvalid, "flux-depth needs one image"),
        ("flux-kontext", .generation, [], .usageInvalid, "flux-kontext needs one image"),
        ("upscale", .upscale, [], .usageInvalid, "upscale needs one image"),
        ("upscale", .upscale, [image], .usageInvalid, "upscale takes no prompt"),
        ("wan-video", .video, [], .usageInvalid, "wan-video needs one image"),
        ("flux-dev", .video, [image], .usageInvalid, "flux-dev is not for video"),
        ("wan-video", .generation, [], .usageInvalid, "wan-video is not for text2img"),
        ("upscale", .edit, [image], .usageInvalid, "upscale is not for img2img"),
        ("flux-dev", .upscale, [image], .usageInvalid, "flux-dev is not for upscale"),
        ("flux-dev", .speech, [], .usageNotSupported, "the dialect jobs has no route \"speech\""),
    ]

    @Test(arguments: refused)
    func `what a model is not made for is refused before anything is sent`(row: Refused) throws {
        let report = try #require(try Self.talk(row.model, row.mode, inputs: row.inputs).refusal())
        #expect(report.code == row.code)
        #expect(report.message == row.says)
        #expect(!report.hint.isEmpty)
    }

    @Test func `a hint names the model that fits`() throws {
        #expect(try Self.talk("sdxl", .edit, inputs: [Self.image]).refusal()?.hint.contains("--model flux-dev") == true)
        #expect(try Self.talk("flux-dev", .video, inputs: [Self.image]).refusal()?.hint.contains("wan-video") == true)
    }

    static let options: [(option: Intent.Option, code: ErrorCode)] = [
        (.init("width", .integer(255)), .usageInvalid), (.init("width", .integer(2049)), .usageInvalid),
        (.init("height", .integer(0)), .usageInvalid), (.init("size", .text("128x1024")), .usageInvalid),
        (.init("size", .text("auto")), .sizeNotAllowed), (.init("steps", .integer(0)), .usageInvalid),
        (.init("guidance_scale", .decimal("-1")), .usageInvalid), (.init("seed", .integer(-2)), .usageInvalid),
        (.init("n", .integer(2)), .usageNotSupported), (.init("quality", .text("high")), .usageNotSupported),
        (.init("denoise", .decimal("0.5")), .usageNotSupported), (.init("fps", .integer(16)), .usageNotSupported),
        (.init("aspect_ratio", .text("square")), .usageNotSupported),
    ]

    @Test(arguments: options)
    func `options out of range, or without a field, are refused`(row: (option: Intent.Option, code: ErrorCode)) throws {
        #expect(try Self.talk("flux-dev", options: [row.option]).refusal()?.code == row.code)
    }

    @Test(arguments: ["1.01", "-0.1", "2"])
    func `denoise is 0 to 1`(text: String) throws {
        let report = try Self.talk("flux-dev", .edit, options: [.init("denoise", .decimal(text))], inputs: [Self.image])
            .refusal()
        #expect(report?.message == "denoise: must be a number from 0 to 1")
        for fine in ["0", "1", "0.0", "1.0"] {
            let talk = Self.talk("flux-dev", .edit, options: [.init("denoise", .decimal(fine))], inputs: [Self.image])
            #expect(Sample.wire(try Self.submit(talk).body).contains(#""denoise":\#(fine),"#))
        }
    }

    @Test func `what is made from an image has that image's size`() throws {
        for (model, mode, inputs) in [("flux-dev", Mode.edit, [Self.image]), ("upscale", .upscale, [Self.image])] {
            let talk = Self.talk(
                model,
                mode,
                prompt: mode == .upscale ? "" : "x",
                options: [.init("width", .integer(512))],
                inputs: inputs
            )
            #expect(try talk.refusal()?.code == .usageNotSupported)
        }
    }

    @Test(arguments: ["model", "input_image", "mask_image"])
    func `extra JSON cannot take the place of what is checked or uploaded`(name: String) throws {
        #expect(try Self.talk("flux-dev", extraJSON: #"{"\#(name)":"x"}"#).refusal()?.code == .jsonInvalid)
    }

    @Test func `notes: an unheeded negative prompt, a model from later, a film that takes long`() throws {
        let negative: [Intent.Option] = [.init("negative_prompt", .privateText("dogs"))]
        #expect(try Self.talk("flux-dev", options: negative).start().notes.map(\.code) == ["negative_prompt.ignored"])
        #expect(try Self.talk("sdxl", options: negative).start().notes.isEmpty)
        #expect(try Self.talk("wan-video", .video, options: negative, inputs: [Self.image]).start().notes.isEmpty)
        let later = try Self.talk("flux-3", .edit, inputs: [Self.image]).start()
        #expect(later.notes.map(\.code) == ["model.unknown"])
        for (size, codes) in [
            ("1280x720", []), ("720x1280", []), ("1281x720", ["size.slow"]), ("1024x1024", ["size.slow"]),
        ] {
            let film = Self.talk("wan-video", .video, options: [.init("size", .text(size))], inputs: [Self.image])
            #expect(try film.start().notes.map(\.code) == codes)
        }
    }

    @Test func `a prompt is missing where one is needed`() throws {
        #expect(try Self.talk("flux-dev", prompt: "").refusal()?.code == .promptMissing)
        #expect(try Self.talk("wan-video", .video, prompt: "", inputs: [Self.image]).refusal()?.code == .promptMissing)
    }

    @Test func `the model when nobody names one`() {
        let dialect = JobsDialect()
        #expect(dialect.defaultModel(.generation, inputs: []) == "flux-dev")
        #expect(dialect.defaultModel(.edit, inputs: [Self.image]) == "flux-dev")
        #expect(dialect.defaultModel(.edit, inputs: [Self.image, Self.mask]) == "flux-fill")
        #expect(dialect.defaultModel(.upscale, inputs: [Self.image]) == "upscale")
        #expect(dialect.defaultModel(.video, inputs: [Self.image]) == "wan-video")
        #expect(dialect.defaultModel(.speech, inputs: []) == nil)
    }

    @Test func `films take their time, and one runs at a time`() {
        let dialect = JobsDialect()
        let film = Self.talk("wan-video", .video, inputs: [Self.image]).intent
        let picture = Self.talk("flux-dev").intent
        #expect(dialect.pace(film) == PollPace(interval: .seconds(10), deadline: .seconds(900)))
        #expect(dialect.pace(picture).interval == .seconds(5))
        #expect(dialect.isSequential(film) && !dialect.isSequential(picture))
        #expect(!dialect.credential.isRequired)
    }
}
