import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct OpenAIGenerationTests {
    private func plan(_ intent: Intent) throws -> Planned {
        try OpenAIDialect().start(intent, endpoint: Sample.endpoint)
    }

    @Test func `only the options that were given are in the request, after model and prompt`() throws {
        let planned = try plan(
            Sample.intent(options: [
                .init("size", .text("1024x1024")), .init("quality", .text("medium")), .init("n", .integer(2)),
                .init("seed", .integer(42)),
            ])
        )
        #expect(planned.request.method == "POST")
        #expect(planned.request.url == "https://gw.example/v1/images/generations")
        #expect(planned.request.contentType == "application/json")
        #expect(planned.request.bills)
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"gpt-image-2","prompt":"orange cat","size":"1024x1024","quality":"medium","n":2,"seed":42}"#
        )
        #expect(
            planned.sent == Sent(model: "gpt-image-2", prompt: "orange cat", size: "1024x1024", n: 2, overwritten: [])
        )
    }

    @Test func `the prompt is a private piece, escaped only on the wire`() throws {
        let prompt = "a \"quoted\" cat\nin the sun \u{1F431}"
        let body = try plan(Sample.intent(prompt: prompt)).request.body
        #expect(
            body.pieces == [
                .text(#"{"model":"gpt-image-2","prompt":""#), .privateText(prompt, .json), .text(#""}"#),
            ]
        )
        #expect(try Sample.json(Sample.wire(body))["prompt"] == .string(prompt))
    }

    @Test func `extra JSON is merged last, and the sent values say what is really sent`() throws {
        let extra =
            #"{"negative_prompt":"dogs","model":"other-model","prompt":"a dog","size":"512x512","n":3,"guidance":7.50}"#
        let planned = try plan(
            Sample.intent(options: [.init("size", .text("1024x1024")), .init("n", .integer(3))], extraJSON: extra)
        )
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"other-model","prompt":"a dog","size":"512x512","n":3,"negative_prompt":"dogs","guidance":7.50}"#
        )
        #expect(
            planned.sent
                == Sent(
                    model: "other-model",
                    prompt: "a dog",
                    size: "512x512",
                    n: 3,
                    overwritten: ["model", "prompt", "size"]
                )
        )
        #expect(planned.request.body.pieces.contains(.privateText("a dog", .json)))
    }

    @Test func `the merge is shallow`() throws {
        let planned = try plan(Sample.intent(extraJSON: #"{"options":{"a":{"b":1}},"user":null}"#))
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"gpt-image-2","prompt":"orange cat","options":{"a":{"b":1}},"user":null}"#
        )
        #expect(planned.sent.size == nil)
        #expect(planned.sent.n == nil)
    }

    @Test func `equal intents give equal requests`() throws {
        let intent = Sample.intent(options: [.init("n", .integer(1))], extraJSON: #"{"x":1}"#)
        #expect(try plan(intent) == plan(intent))
    }

    @Test func `width and height become one size where the first of them stood`() throws {
        let planned = try plan(
            Sample.intent(options: [
                .init("width", .integer(640)), .init("quality", .text("low")), .init("height", .integer(480)),
            ])
        )
        #expect(
            Sample.wire(planned.request.body)
                == #"{"model":"gpt-image-2","prompt":"orange cat","size":"640x480","quality":"low"}"#
        )
        #expect(planned.sent.size == "640x480")
    }

    @Test(arguments: ["auto", "1024x1024", "1x1", "99999x16"])
    func `sizes that can be asked for`(size: String) throws {
        #expect(try plan(Sample.intent(options: [.init("size", .text(size))])).sent.size == size)
    }

    @Test(arguments: [
        "", "1024", "1024x", "x1024", "0x16", "1024X1024", "16x16x16", "+16x16", "100000x16", " 16x16", "Auto",
    ])
    func `sizes that cannot be asked for`(size: String) {
        #expect(throws: ProviderError.sizeNotAllowed(size)) {
            try plan(Sample.intent(options: [.init("size", .text(size))]))
        }
    }

    @Test(arguments: [0, 11, -1])
    func `n is one to ten`(n: Int) {
        #expect(throws: ProviderError.optionInvalid(name: "n", problem: "must be a whole number from 1 to 10")) {
            try plan(Sample.intent(options: [.init("n", .integer(n))]))
        }
    }

    @Test(arguments: ["steps", "guidance_scale", "negative_prompt", "aspect_ratio", "denoise", "input_fidelity"])
    func `an option without a field is refused by name`(name: String) {
        #expect(throws: ProviderError.optionNotSupported(name: name, dialect: "openai", route: "generations")) {
            try plan(Sample.intent(options: [.init(name, .text("1"))]))
        }
    }

    @Test(arguments: [
        (#"{"prompt":5}"#, ProviderError.extraJSONInvalid(field: "prompt", problem: "must be a string")),
        (#"{"prompt":null}"#, .extraJSONInvalid(field: "prompt", problem: "must be a string")),
        (#"{"model":null}"#, .extraJSONInvalid(field: "model", problem: "must be a name")),
        (#"{"n":"3"}"#, .extraJSONInvalid(field: "n", problem: "must be a whole number above 0")),
        (#"{"n":2.5}"#, .extraJSONInvalid(field: "n", problem: "must be a whole number above 0")),
        (#"{"size":1024}"#, .extraJSONInvalid(field: "size", problem: "must be a string")),
        ("[1]", .extraJSONInvalid(field: nil, problem: "must be one JSON object")),
        (#"{"prompt":""}"#, .promptMissing),
    ])
    func `extra JSON that proof or bounds could not follow is refused`(extra: String, error: ProviderError) {
        #expect(throws: error) { try plan(Sample.intent(extraJSON: extra)) }
    }

    @Test func `malformed extra JSON is an error with its place`() throws {
        let error = try #require(throws: ProviderError.self) {
            try plan(Sample.intent(extraJSON: #"{"a":1,"a":2}"#))
        }
        #expect(error.report.code == .jsonInvalid)
        #expect(error.report.message.contains("line 1"))
    }

    @Test func `images do not fit into a generation`() {
        #expect(throws: ProviderError.inputsNotSupported(route: "generations")) {
            try plan(Sample.intent(inputs: [Sample.input("a.png")]))
        }
    }

    @Test func `an empty prompt is missing, and the limit is counted in characters`() throws {
        #expect(throws: ProviderError.promptMissing) { try plan(Sample.intent(prompt: "")) }
        _ = try plan(Sample.intent(prompt: String(repeating: "猫", count: 32_000)))
        #expect(throws: ProviderError.promptTooLong(characters: 32_001, limit: 32_000)) {
            try plan(Sample.intent(prompt: String(repeating: "猫", count: 32_001)))
        }
    }

    @Test(arguments: [
        ("https://gw.example/v1", "/draw", "https://gw.example/v1/draw"),
        ("https://gw.example/v1//", "draw?v=2", "https://gw.example/v1/draw?v=2"),
        ("https://gw.example", "/v1/images/generations", "https://gw.example/v1/images/generations"),
        ("https://gw.example/v1", "https://GW.example/other", "https://GW.example/other"),
    ])
    func `an endpoint of one's own is joined to the base URL`(base: String, endpoint: String, url: String) throws {
        let planned = try OpenAIDialect().start(
            Sample.intent(endpoint: endpoint),
            endpoint: ProviderEndpoint(baseURL: base, token: "t")
        )
        #expect(planned.request.url == url)
    }

    @Test(arguments: [
        "https://other.example/v1/images", "http://gw.example/v1/images", "https://gw.example:8443/v1", "a b", "",
        "/a\n",
        "/a#b",
    ])
    func `an endpoint that would carry the key elsewhere is refused`(endpoint: String) {
        #expect { try plan(Sample.intent(endpoint: endpoint)) } throws: { error in
            (error as? ProviderError)?.report.code == .usageInvalid
        }
    }

    @Test func `origin and path are apart, and the query is in neither`() throws {
        let request = try plan(Sample.intent(endpoint: "/draw?sig=1")).request
        #expect(request.origin == "https://gw.example")
        #expect(request.path == "/v1/draw")
    }

    @Test func `an unknown route is refused`() {
        #expect(throws: ProviderError.routeUnknown("variations", dialect: "openai")) {
            try plan(Sample.intent(route: "variations"))
        }
    }
}
