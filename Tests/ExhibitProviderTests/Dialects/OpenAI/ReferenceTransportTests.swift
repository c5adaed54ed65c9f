import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

/// How references travel, and what follows when they are refused (parity A12).
@Suite struct ReferenceTransportTests {
    private struct Surprise: Error {}

    private let dialect = OpenAIDialect()

    private static let references = [
        Sample.input("r.png", role: .reference), Sample.input("s.webp", role: .reference, mediaType: "image/webp"),
    ]

    private func intent(
        _ transport: String?,
        route: String = "generations",
        inputs: [Intent.Input] = references,
        dropping: Bool = false,
        key: String? = nil,
        endpoint: String? = nil
    ) -> Intent {
        let options =
            [
                transport.map { Intent.Option("reference_transport", .text($0)) },
                key.map { .init("reference_key", .text($0)) },
            ]
            .compactMap(\.self) + (dropping ? [.init("allow_dropped_references", .flag(true))] : [])
        return Sample.intent(route: route, options: options, inputs: inputs, endpoint: endpoint)
    }

    private func start(_ intent: Intent) throws -> ProviderRequest {
        try dialect.start(intent, endpoint: Sample.endpoint).request
    }

    private func refused(
        _ request: ProviderRequest,
        _ intent: Intent,
        status: Int = 400,
        _ body: String = "{}"
    ) throws
        -> Step
    {
        dialect.after(try Sample.reply(body, status: status), to: request.purpose, intent, endpoint: Sample.endpoint)
    }

    @Test(arguments: [nil, "multipart"])
    func `files of an edit by default`(transport: String?) throws {
        let request = try start(intent(transport))
        #expect(request.url == "https://gw.example/v1/images/edits")
        #expect(request.variation == Variation(route: "edits", transport: "multipart"))
        let form = Sample.wire(request.body)
        #expect(form.contains(#"name="image[]"; filename="r.png""#))
        #expect(form.contains(#"name="image[]"; filename="s.webp""#))
    }

    @Test(arguments: [("json" as String?, nil as String?, "reference_images"), (nil, "refs", "refs")])
    func `data URLs of a generation when JSON is asked for, or a key for it`(
        transport: String?,
        key: String?,
        name: String
    ) throws {
        let request = try start(intent(transport, key: key))
        #expect(request.url == "https://gw.example/v1/images/generations")
        #expect(request.variation == Variation(transport: "json"))
        #expect(
            Sample.wire(request.body)
                == #"{"model":"gpt-image-2","prompt":"orange cat","\#(name)":["data:image/png;base64,<base64 0>","data:image/webp;base64,<base64 1>"]}"#
        )
    }

    @Test func `an edit in JSON has its images and its mask as objects`() throws {
        let inputs = [
            Sample.input("m.png", role: .mask), Sample.input("r.png", role: .reference), Sample.input("a.png"),
        ]
        let request = try start(intent("json", route: "edits", inputs: inputs))
        #expect(request.url == "https://gw.example/v1/images/edits")
        #expect(request.contentType == "application/json")
        // The mask is the first image's: what is edited comes before what it is to resemble.
        #expect(
            Sample.wire(request.body)
                == #"{"model":"gpt-image-2","prompt":"orange cat","images":[{"image_url":"data:image/png;base64,<base64 2>"},{"image_url":"data:image/png;base64,<base64 1>"}],"mask":{"image_url":"data:image/png;base64,<base64 0>"}}"#
        )
    }

    @Test func `a plain edit is the form that it always was, and varies nothing`() throws {
        let request = try start(intent(nil, route: "edits", inputs: [Sample.input("a.png")]))
        #expect(request.variation == Variation())
        #expect(request.contentType?.hasPrefix("multipart/form-data") == true)
    }

    @Test(arguments: [400, 404, 405, 415, 422])
    func `auto goes on with files when JSON is not understood, and stops there`(status: Int) throws {
        let intent = intent("auto")
        let first = try start(intent)
        #expect(first.variation == Variation(transport: "json"))
        guard case .again(let second, let failure) = try refused(first, intent, status: status) else {
            throw Surprise()
        }
        #expect(failure.status == status)
        #expect(second.bills)
        #expect(second.url == "https://gw.example/v1/images/edits")
        #expect(second.variation == Variation(route: "edits", transport: "multipart"))
        guard case .fail = try refused(second, intent, status: status) else { throw Surprise() }
    }

    @Test func `with consent it goes on without them in the end`() throws {
        let intent = intent("auto", dropping: true)
        guard case .again(let second, _) = try refused(try start(intent), intent) else { throw Surprise() }
        guard case .again(let third, _) = try refused(second, intent) else { throw Surprise() }
        #expect(third.url == "https://gw.example/v1/images/generations")
        #expect(third.variation == Variation(transport: "none", referencesDropped: true))
        #expect(Sample.wire(third.body) == #"{"model":"gpt-image-2","prompt":"orange cat"}"#)
        guard case .fail = try refused(third, intent) else { throw Surprise() }
    }

    @Test(arguments: [
        (401, "{}"), (403, "{}"), (429, "{}"), (500, "{}"), (409, "{}"), (413, "{}"),
        (400, #"{"error":{"message":"no","code":"moderation_blocked"}}"#),
        (404, #"{"error":{"message":"no","code":"model_not_found"}}"#),
        (400, #"{"error":{"message":"bad size","param":"size","code":"invalid_value"}}"#),
    ])
    func `a refusal for another reason is the end of it`(status: Int, body: String) throws {
        let intent = intent("auto", dropping: true)
        guard case .fail(let failure) = try refused(try start(intent), intent, status: status, body) else {
            throw Surprise()
        }
        #expect(failure.status == status)
    }

    @Test(arguments: ["reference_images", "image", "images[0]"])
    func `a refusal that names the references is about their form`(parameter: String) throws {
        let intent = intent("auto")
        let body = #"{"error":{"message":"Unknown parameter","param":"\#(parameter)","code":"unknown_parameter"}}"#
        guard case .again = try refused(try start(intent), intent, body) else { throw Surprise() }
    }

    @Test func `a transport that was asked for is not changed`() throws {
        for transport in ["json", "multipart"] {
            let intent = intent(transport, dropping: true)
            guard case .fail = try refused(try start(intent), intent) else { throw Surprise() }
        }
    }

    @Test func `leaving them out needs consent`() throws {
        #expect { try start(intent("none")) } throws: { ($0 as? ProviderError)?.report.code == .usageInvalid }
        let request = try start(intent("none", dropping: true))
        #expect(request.variation == Variation(transport: "none", referencesDropped: true))
        #expect(!Sample.wire(request.body).contains("base64"))
        #expect(throws: ProviderError.inputMissing) { try start(intent("none", route: "edits", dropping: true)) }
        let kept = try start(
            intent("none", route: "edits", inputs: Self.references + [Sample.input("a.png")], dropping: true)
        )
        #expect(Sample.wire(kept.body).contains(#"name="image"; filename="a.png""#))
        #expect(!Sample.wire(kept.body).contains("r.png"))
    }

    @Test func `the caller's own path is that of the intent's route alone`() throws {
        let intent = intent("auto", endpoint: "/draw")
        let first = try start(intent)
        #expect(first.url == "https://gw.example/v1/draw")
        guard case .again(let second, _) = try refused(first, intent) else { throw Surprise() }
        #expect(second.url == "https://gw.example/v1/images/edits")
    }

    @Test func `a job that another form began is asked for below that form's path`() throws {
        let intent = intent("auto")
        guard case .again(let second, _) = try refused(try start(intent), intent) else { throw Surprise() }
        let accepted = try Sample.reply(#"{"id":"t1","status":"queued"}"#)
        let step = dialect.after(accepted, to: second.purpose, intent, endpoint: Sample.endpoint)
        guard case .follow(let job, _, _) = step else { throw Surprise() }
        #expect(dialect.poll(job, intent, endpoint: Sample.endpoint).url == "https://gw.example/v1/images/edits/t1")
    }

    @Test(arguments: ["prompt", "model"])
    func `references take no other field's place`(key: String) {
        #expect { try start(intent("json", key: key)) } throws: { ($0 as? ProviderError)?.report.code == .usageInvalid }
    }

    @Test func `an unknown transport is refused`() {
        #expect { try start(intent("fax")) } throws: { ($0 as? ProviderError)?.report.code == .usageInvalid }
    }

    @Test func `streams are asked for, stages only with them`() throws {
        let options: [Intent.Option] = [.init("stream", .flag(true)), .init("partial_images", .integer(2))]
        let request = try start(Sample.intent(options: options))
        #expect(Sample.wire(request.body).hasSuffix(#","stream":true,"partial_images":2}"#))
        #expect(request.headers.value("accept") == "text/event-stream")
        let form = try start(Sample.intent(route: "edits", options: options, inputs: [Sample.input("a.png")]))
        #expect(Sample.wire(form.body).contains("name=\"stream\"\r\n\r\ntrue\r\n"))
        let extra = try start(Sample.intent(extraJSON: #"{"stream":true,"partial_images":1}"#))
        #expect(extra.headers.value("accept") == "text/event-stream")
        for (options, extra) in [([options[1]], nil), ([], #"{"partial_images":1}"#)] as [([Intent.Option], String?)] {
            #expect { try start(Sample.intent(options: options, extraJSON: extra)) } throws: {
                ($0 as? ProviderError)?.report.code == .usageInvalid
            }
        }
        #expect { try start(Sample.intent(options: [.init("partial_images", .integer(4))])) } throws: {
            ($0 as? ProviderError)?.report.code == .usageInvalid
        }
    }
}
