import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct OpenAIVideoTests {
    private func plan(
        _ options: [Intent.Option] = [],
        _ inputs: [Intent.Input] = [],
        extraJSON: String? = nil,
        endpoint: String? = nil
    ) throws -> Planned {
        let intent = Sample.intent(
            route: "videos",
            options: options,
            inputs: inputs,
            extraJSON: extraJSON,
            endpoint: endpoint
        )
        return try OpenAIDialect().start(intent, endpoint: Sample.endpoint)
    }

    private func body(_ planned: Planned) -> String { Sample.wire(planned.request.body) }

    private func transport(_ word: String) -> Intent.Option { .init("image_transport", .text(word)) }

    private func field(_ name: String) -> Intent.Option { .init("image_field", .text(name)) }

    @Test func `seconds are a text, as OpenAI has them; extra JSON makes them a number`() throws {
        let options: [Intent.Option] = [
            .init("size", .text("720x1280")), .init("seconds", .integer(8)), .init("fps", .integer(24)),
            .init("seed", .integer(7)),
        ]
        let planned = try plan(options)
        #expect(planned.request.url == "https://gw.example/v1/videos")
        #expect(planned.request.bills)
        #expect(
            body(planned)
                == #"{"model":"gpt-image-2","prompt":"orange cat","size":"720x1280","seconds":"8","fps":24,"seed":7}"#
        )
        #expect(planned.sent.size == "720x1280")
        let number = try plan(options, extraJSON: #"{"seconds":6}"#)
        #expect(body(number).contains(#""seconds":6,"#))
        #expect(number.sent.overwritten == ["seconds"])
    }

    @Test(arguments: ["quality", "n", "aspect_ratio", "negative_prompt", "voice", "stream", "style", "output_dir"])
    func `an option without a field is refused by name`(name: String) {
        #expect(throws: ProviderError.optionNotSupported(name: name, dialect: "openai", route: "videos")) {
            try plan([.init(name, .text("1"))])
        }
    }

    @Test(arguments: [("seconds", "0"), ("seconds", "-4"), ("seconds", "inf"), ("fps", "many"), ("seconds", "")])
    func `a duration is a number above 0`(name: String, value: String) {
        #expect(throws: ProviderError.optionInvalid(name: name, problem: "must be a number above 0")) {
            try plan([.init(name, .text(value))])
        }
    }

    @Test(arguments: [[], ["auto"], ["multipart"]])
    func `a first frame is the form's file, by OpenAI's name`(words: [String]) throws {
        let planned = try plan(words.map(transport) + [.init("seconds", .integer(4))], [Sample.input("a.png")])
        let form = body(planned)
        #expect(planned.request.contentType == "multipart/form-data; boundary=exhibit-T0KEN")
        #expect(form.contains("name=\"seconds\"\r\n\r\n4\r\n"))
        #expect(form.contains("name=\"input_reference\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n<0>"))
    }

    @Test func `in JSON it is the gateways' image, or the field that was asked for`() throws {
        let frame = [Sample.input("a.jpg", mediaType: "image/jpeg")]
        let url = #""data:image/jpeg;base64,<base64 0>""#
        let start = #"{"model":"gpt-image-2","prompt":"orange cat","#
        #expect(body(try plan([transport("data-url")], frame)) == start + #""image":\#(url)}"#)
        #expect(body(try plan([field("first_frame_image")], frame)) == start + #""first_frame_image":\#(url)}"#)
        #expect(
            body(try plan([transport("data-url"), field("input_reference")], frame))
                == start + #""input_reference":{"image_url":\#(url)}}"#
        )
        #expect(
            body(try plan([transport("data-url"), field("reference_images")], frame))
                == start + #""reference_images":[\#(url)]}"#
        )
    }

    @Test func `a path is sent as a private text`() throws {
        let planned = try plan([transport("path"), field("input_image")], [Sample.input("a.png")])
        #expect(body(planned).hasSuffix(#","input_image":"pictures/a.png"}"#))
        #expect(planned.request.body.pieces.contains(.privateText("pictures/a.png", .json)))
    }

    @Test func `references are a list of data URLs, and take the first frame along`() throws {
        let inputs = [Sample.input("r.png", role: .reference), Sample.input("a.png")]
        let planned = try plan([.init("reference_key", .text("refs"))], inputs)
        #expect(
            body(planned)
                == #"{"model":"gpt-image-2","prompt":"orange cat","refs":["data:image/png;base64,<base64 0>"],"image":"data:image/png;base64,<base64 1>"}"#
        )
        #expect(planned.request.variation == Variation(transport: "json"))
        #expect(refusal { try plan([transport("multipart")], inputs) } == .usageInvalid)
        #expect(refusal { try plan([.init("reference_transport", .text("multipart"))], inputs) } == .usageInvalid)
    }

    @Test(arguments: [
        [Sample.input("a.png"), Sample.input("b.png")], [Sample.input("a.png"), Sample.input("m.png", role: .mask)],
    ])
    func `a video begins with one picture, and takes no mask`(inputs: [Intent.Input]) {
        #expect(refusal { try plan([], inputs) } == .usageInvalid)
    }

    @Test(arguments: ["prompt", "model", ""])
    func `a picture takes no other field's place`(name: String) {
        #expect(refusal { try plan([transport("data-url"), field(name)], [Sample.input("a.png")]) } == .usageInvalid)
    }

    @Test func `neither does extra JSON take the picture's`() {
        #expect {
            try plan([transport("data-url")], [Sample.input("a.png")], extraJSON: #"{"image":"x"}"#)
        } throws: { ($0 as? ProviderError)?.report.code == .jsonInvalid }
        #expect {
            try plan([], [Sample.input("a.png")], extraJSON: #"{"input_reference":"x"}"#)
        } throws: { ($0 as? ProviderError)?.report.code == .jsonInvalid }
    }

    @Test func `an unknown transport is refused`() {
        #expect(refusal { try plan([transport("carrier-pigeon")], [Sample.input("a.png")]) } == .usageInvalid)
    }

    @Test func `DashScope is asked for a job`() throws {
        let path = "/api/v1/services/aigc/video-generation/video-synthesis"
        let headers = try plan(endpoint: path).request.headers
        #expect(headers.value("x-dashscope-async") == "enable")
        #expect(try plan().request.headers.value("x-dashscope-async") == nil)
    }

    private func refusal(_ plan: () throws -> Planned) -> ErrorCode? {
        do {
            _ = try plan()
            return nil
        } catch {
            return (error as? ProviderError)?.report.code
        }
    }
}
