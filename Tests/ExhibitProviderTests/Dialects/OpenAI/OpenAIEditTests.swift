import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct OpenAIEditTests {
    private func plan(_ intent: Intent) throws -> Planned {
        try OpenAIDialect().start(intent, endpoint: Sample.endpoint)
    }

    @Test func `the form has texts, images and mask, byte for byte`() throws {
        let planned = try plan(
            Sample.intent(
                route: "edits",
                prompt: "keep the \"shape\"",
                options: [.init("n", .integer(1)), .init("size", .text("auto"))],
                inputs: [
                    Sample.input("product.png"), Sample.input("m.png", role: .mask),
                    Sample.input("style.jpg", mediaType: "image/jpeg", width: 9, height: 9),
                ],
                extraJSON: #"{"flag":true,"list":[1,2],"gone":null}"#
            )
        )
        #expect(planned.request.url == "https://gw.example/v1/images/edits")
        #expect(planned.request.contentType == "multipart/form-data; boundary=exhibit-T0KEN")
        let expected = """
            --exhibit-T0KEN
            Content-Disposition: form-data; name="model"

            gpt-image-2
            --exhibit-T0KEN
            Content-Disposition: form-data; name="prompt"

            keep the "shape"
            --exhibit-T0KEN
            Content-Disposition: form-data; name="n"

            1
            --exhibit-T0KEN
            Content-Disposition: form-data; name="size"

            auto
            --exhibit-T0KEN
            Content-Disposition: form-data; name="flag"

            true
            --exhibit-T0KEN
            Content-Disposition: form-data; name="list"

            [1,2]
            --exhibit-T0KEN
            Content-Disposition: form-data; name="image[]"; filename="product.png"
            Content-Type: image/png

            <0>
            --exhibit-T0KEN
            Content-Disposition: form-data; name="image[]"; filename="style.jpg"
            Content-Type: image/jpeg

            <2>
            --exhibit-T0KEN
            Content-Disposition: form-data; name="mask"; filename="m.png"
            Content-Type: image/png

            <1>
            --exhibit-T0KEN--

            """.replacing("\n", with: "\r\n")
        #expect(Sample.wire(planned.request.body) == expected)
    }

    @Test func `prompt and file names are private pieces`() throws {
        let body = try plan(Sample.intent(route: "edits", inputs: [Sample.input("my \"cat\"\n.png")])).request.body
        #expect(body.pieces.contains(.privateText("orange cat", .raw)))
        #expect(body.pieces.contains(.privateText("my %22cat%22%0A.png", .raw)))
        let clear = body.pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        #expect(!clear.contains("cat"))
    }

    @Test func `one image is a part image, also beside a mask`() throws {
        let body = try plan(
            Sample.intent(route: "edits", inputs: [Sample.input("a.png"), Sample.input("m.png", role: .mask)])
        ).request.body
        let wire = Sample.wire(body)
        #expect(wire.contains(#"name="image"; filename="a.png""#))
        #expect(!wire.contains("image[]"))
    }

    @Test(arguments: ["x --exhibit-T0KEN y", "exhibit-T0KEN exhibit-T0KEN-1"])
    func `the boundary is in no text`(prompt: String) throws {
        let intent = Sample.intent(route: "edits", prompt: prompt, inputs: [Sample.input("exhibit-T0KEN.png")])
        let body = try plan(intent).request.body
        guard case .multipart(let boundary, _) = body else {
            Issue.record("no form")
            return
        }
        #expect(!prompt.contains(boundary))
        #expect(Sample.wire(body).split(separator: "--\(boundary)\r\n").count == 3)
        #expect(try plan(intent).request.body == body)
    }

    @Test func `an edit without an image is refused`() {
        #expect(throws: ProviderError.inputMissing) { try plan(Sample.intent(route: "edits")) }
        #expect(throws: ProviderError.inputMissing) {
            try plan(Sample.intent(route: "edits", inputs: [Sample.input("m.png", role: .mask)]))
        }
    }

    @Test func `one mask of the first image's size`() {
        let image = Sample.input("a.png")
        #expect(throws: ProviderError.maskSize(mask: "32x64", image: "64x64")) {
            try plan(Sample.intent(route: "edits", inputs: [image, Sample.input("m.png", role: .mask, width: 32)]))
        }
        let mask = Sample.input("m.png", role: .mask)
        #expect(throws: ProviderError.maskRepeated) {
            try plan(Sample.intent(route: "edits", inputs: [image, mask, mask]))
        }
        #expect(throws: Never.self) {
            try plan(Sample.intent(route: "edits", inputs: [image, Sample.input("m.png", role: .mask, width: nil)]))
        }
    }

    @Test(arguments: ["image", "image[]", "mask"])
    func `extra JSON cannot take a file's place`(name: String) {
        #expect {
            try plan(Sample.intent(route: "edits", inputs: [Sample.input("a.png")], extraJSON: #"{"\#(name)":"x"}"#))
        } throws: { ($0 as? ProviderError)?.report.code == .jsonInvalid }
    }

    @Test func `input fidelity belongs to edits`() throws {
        let planned = try plan(
            Sample.intent(
                route: "edits",
                options: [.init("input_fidelity", .text("high"))],
                inputs: [Sample.input("a.png")]
            )
        )
        #expect(Sample.wire(planned.request.body).contains("name=\"input_fidelity\"\r\n\r\nhigh\r\n"))
    }

    @Test func `a data URL in JSON keeps its place as base64 of an input`() {
        let body = RequestBody.json([.text("{\"image\":"), .inputDataURL(0, mediaType: "image/png"), .text("}")])
        #expect(body.pieces == [.text("{\"image\":\"data:image/png;base64,"), .inputBase64(0), .text("\"}")])
    }
}
