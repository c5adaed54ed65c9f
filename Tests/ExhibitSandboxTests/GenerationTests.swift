import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitServing
import Testing

@testable import ExhibitSandbox

struct GenerationTests {
    @Test func `a plain request gets a marked picture of its size and the whole envelope`() throws {
        let reply = try Asking().generate([
            "prompt": "a cat", "model": "gpt-image-2", "size": "96x64", "quality": "low",
        ])
        #expect(reply.status == 200)
        let facts = try reply.facts()
        #expect(facts.mediaType == "image/png" && facts.complete && facts.simulated)
        #expect(facts.width == 96 && facts.height == 64)
        _ = try PictureReader.read(reply.picture())
        let value = try reply.json
        #expect(value["size"] == "96x64" && value["quality"] == "low")
        #expect(value["background"] == "opaque" && value["output_format"] == "png")
        #expect(value["created"]?.int ?? 0 > 1_700_000_000)
        let usage = try #require(value["usage"])
        #expect(usage["total_tokens"]?.int == (usage["input_tokens"]?.int ?? 0) + (usage["output_tokens"]?.int ?? 0))
        #expect(usage["input_tokens_details"]?["text_tokens"]?.int ?? 0 > 0)
    }

    @Test func `every answer of the provider has its headers and the mark`() throws {
        let reply = try Asking().generate(["prompt": "a cat"])
        #expect(reply.header("X-Exhibit-Sandbox") == "1")
        #expect(reply.header("x-request-id")?.count == 36)
        #expect(reply.headers.filter { $0.0.hasPrefix("x-ratelimit-") }.count == 6)
        #expect(reply.header("openai-processing-ms").flatMap { Int($0) } != nil)
        let other = try Asking().generate(["prompt": "a cat"])
        #expect(other.header("x-request-id") != reply.header("x-request-id"))
        #expect(try Asking().get("/nowhere").header("X-Exhibit-Sandbox") == "1")
    }

    @Test func `the picture follows from prompt and index alone`() throws {
        let asking = try Asking()
        let first = asking.generate(["prompt": "a cat", "n": 3])
        let second = asking.generate(["prompt": "a cat", "n": 3, "model": "another"])
        let pictures = try (0..<3).map { try first.picture($0) }
        #expect(try (0..<3).map { try second.picture($0) } == pictures)
        #expect(Set(pictures).count == 3)
        #expect(try asking.generate(["prompt": "a dog"]).picture() != pictures[0])
    }

    @Test func `auto is a square, and a transparent background is one`() throws {
        let picture = SandboxPicture(prompt: "x", index: 0, width: 200, height: 100, transparent: true).png()
        let pixels = try PictureReader.read(picture).pixels
        #expect((0..<200).contains { pixels[$0, 0].alpha == 0 })
        let reply = try Asking().generate(["prompt": "x", "size": "auto"])
        #expect(try reply.json["size"] == "1024x1024")
        #expect(try reply.facts().width == 1024)
    }

    @Test(arguments: [1, 7, 40, 256, 700])
    func `any size can be drawn, whole letters or not`(edge: Int) throws {
        let picture = SandboxPicture(prompt: "x", index: 0, width: edge, height: max(1, edge / 3)).png()
        #expect(try PictureReader.read(picture).pixels.width == edge)
    }

    static let refused: [(JSONObject, String, String)] = [
        ([:], "missing_required_parameter", "prompt"),
        (["prompt": ""], "missing_required_parameter", "prompt"),
        (["prompt": 7], "missing_required_parameter", "prompt"),
        (["prompt": "x", "n": 0], "invalid_value", "n"),
        (["prompt": "x", "n": 11], "invalid_value", "n"),
        (["prompt": "x", "n": "many"], "invalid_value", "n"),
        (["prompt": "x", "size": "big"], "invalid_value", "size"),
        (["prompt": "x", "size": "5000x10"], "invalid_value", "size"),
        (["prompt": "x", "size": "-5x10"], "invalid_value", "size"),
        (["prompt": "x", "output_format": "webp"], "invalid_value", "output_format"),
        (["prompt": "x", "stream": true, "partial_images": 4], "invalid_value", "partial_images"),
        (["prompt": .string(String(repeating: "x", count: 32_001))], "string_above_max_length", "prompt"),
        (["prompt": "x", "images": ["data:image/png;base64,AAAA"]], "invalid_image_file", "images"),
        (["prompt": "[[fault:nonsense]]"], "unknown_fault", ""),
    ]

    @Test(arguments: refused)
    func `a request that cannot be drawn is refused like OpenAI does`(
        fields: JSONObject,
        code: String,
        param: String
    ) throws {
        let reply = try Asking().generate(fields)
        #expect(reply.status == 400)
        #expect(try reply.errorCode == code)
        #expect(try reply.json["error"]?["param"]?.string ?? "" == param)
        #expect(try reply.json["error"]?["message"]?.string?.isEmpty == false)
    }

    @Test func `a body that is no JSON object is refused`() throws {
        for body in ["", "[]", "{", #"{"prompt":"a","prompt":"b"}"#] {
            let request = ServerRequest(method: "POST", path: "/v1/images/generations", body: Array(body.utf8))
            #expect(try Asking().desk.answer(request, on: .main).status == 400)
        }
    }

    @Test(
        arguments: [
            ("seed", "unknown_parameter", ["prompt": "x", "seed": 7]),
            ("style", "unknown_parameter", ["prompt": "x", "style": "vivid"]),
            ("size", "invalid_value", ["prompt": "x", "size": "1000x1000"]),
            ("size", "invalid_value", ["prompt": "x", "size": "3840x1024"]),
            ("size", "invalid_value", ["prompt": "x", "size": "64x64"]),
        ] as [(String, String, JSONObject)]
    )
    func `the strict sandbox refuses what the lenient one takes`(param: String, code: String, fields: JSONObject) throws
    {
        let strict = try Asking(strict: true).post("/v1/images/generations", fields)
        #expect(strict.status == 400)
        #expect(try strict.errorCode == code)
        #expect(try strict.json["error"]?["param"]?.string == param)
        #expect(try Asking().post("/v1/images/generations", fields).status == 200)
    }

    @Test func `the strict sandbox draws what OpenAI would`() throws {
        let fields: JSONObject = ["prompt": "x", "model": "gpt-image-2", "size": "1024x1024", "moderation": "low"]
        #expect(try Asking(strict: true).post("/v1/images/generations", fields).status == 200)
    }

    @Test func `with a key only that key is let in`() throws {
        let asking = try Asking(key: Secret("sk-right"))
        #expect(asking.generate(["prompt": "x"], headers: [("Authorization", "Bearer sk-right")]).status == 200)
        #expect(asking.generate(["prompt": "x"], headers: [("Authorization", "Bearer sk-wrong")]).status == 401)
        #expect(asking.generate(["prompt": "x"]).status == 401)
        #expect(asking.get("/v1/models").status == 401)
    }

    @Test func `models are listed and found by name`() throws {
        let asking = try Asking()
        let list = try asking.get("/v1/models").json
        #expect(list["object"] == "list")
        #expect(list["data"]?.array?.contains { $0["id"] == "gpt-image-2" } == true)
        #expect(try asking.get("/v1/models/gpt-image-2").json["id"] == "gpt-image-2")
        #expect(try asking.get("/v1/models/none").errorCode == "model_not_found")
        #expect(asking.get("/v1/models/none").status == 404)
        #expect(asking.get("/v1/images/generations").status == 404)
        #expect(asking.post("/v1/chat/completions", [:]).status == 404)
        #expect(String(decoding: asking.get("/").body, as: UTF8.self).contains("jpeg-as-png"))
    }
}
