import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// Gemini's `generateContent`.
struct GeminiTests {
    private static let path = "/v1beta/models/gemini-3-pro-image:generateContent"

    private func ask(_ text: String, image: JSONValue? = nil, config: JSONObject = [:]) throws -> ServerReply {
        var parts: [JSONValue] = [["text": .string(text)]]
        if let image { parts.append(["inline_data": ["mime_type": "image/png", "data": image]]) }
        return try Asking().post(
            Self.path,
            [
                "contents": [["role": "user", "parts": .array(parts)]],
                "generationConfig": ["responseModalities": ["TEXT", "IMAGE"], "imageConfig": .object(config)],
            ]
        )
    }

    private func picture(_ reply: ServerReply) throws -> [UInt8] {
        let parts = try #require(try reply.json["candidates"]?[0]?["content"]?["parts"]?.array)
        let data = parts.compactMap { part in part["inlineData"]?["data"]?.string }.first ?? ""
        return try #require(Base64.decode(data))
    }

    @Test func `an answer mixes words and a picture, and names model and answer`() throws {
        let reply = try ask("a cat", config: ["aspectRatio": "16:9"])
        let value = try reply.json
        #expect(value["modelVersion"] == "gemini-3-pro-image" && value["responseId"]?.string?.isEmpty == false)
        let candidate = try #require(value["candidates"]?[0])
        #expect(candidate["finishReason"] == "STOP" && candidate["content"]?["parts"]?[0]?["text"] != nil)
        #expect(candidate["content"]?["parts"]?[1]?["inlineData"]?["mimeType"] == "image/png")
        let total = value["usageMetadata"]?["totalTokenCount"]?.int
        #expect(total == 1297)
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: picture(reply))))
        #expect(facts.width == 1344 && facts.height == 768 && facts.simulated)
        #expect(reply.header("x-request-id") == nil)
    }

    @Test func `pictures that come along count`() throws {
        let png = SandboxPicture(prompt: "x", index: 0, width: 8, height: 8).png()
        let small: JSONObject = ["aspectRatio": "1:1"]
        let with = try ask("hat", image: .string(Base64.encode(png)), config: small)
        #expect(try picture(with) != picture(ask("hat", config: small)))
        #expect(try ask("hat", image: "AAAA").status == 400)
    }

    @Test func `a refusal is 200 without a picture`() throws {
        let reply = try ask("a [[fault:moderation]]")
        #expect(reply.status == 200)
        let value = try reply.json
        #expect(value["candidates"]?[0]?["finishReason"] == "IMAGE_SAFETY")
        #expect(value["candidates"]?[0]?["content"] == nil)
        #expect(value["modelVersion"] == "gemini-3-pro-image" && value["responseId"] != nil)
        let words = try ask("a [[fault:empty-data]]").json["candidates"]?[0]
        #expect(words?["finishReason"] == "STOP" && words?["content"]?["parts"]?.array?.count == 1)
    }

    @Test func `errors have Google's form`() throws {
        let busy = try ask("a [[fault:429:4]]")
        #expect(try busy.json["error"]?["status"] == "RESOURCE_EXHAUSTED" && busy.json["error"]?["code"] == 429)
        #expect(busy.header("Retry-After") == "4")
        let asking = try Asking()
        #expect(try asking.post(Self.path, [:]).json["error"]?["status"] == "INVALID_ARGUMENT")
        #expect(asking.post("/v1beta/models/m:predict", ["contents": []]).status == 404)
        #expect(try ask("a", config: ["aspectRatio": "2:1"]).status == 400)
        let unknown: JSONObject = ["contents": [["parts": [["text": "a"]]]], "seed": 1]
        #expect(try Asking(strict: true).post(Self.path, unknown).status == 400)
        #expect(asking.post(Self.path, unknown).status == 200)
    }

    @Test func `the key has a header of its own`() throws {
        let locked = try Asking(key: Secret("k"))
        let fields: JSONObject = ["contents": [["parts": [["text": "a"]]]]]
        #expect(locked.post(Self.path, fields, headers: [("x-goog-api-key", "k")]).status == 200)
        #expect(locked.post(Self.path, fields, headers: [("Authorization", "Bearer k")]).status == 401)
        #expect(locked.get("/v1beta/models?key=k").status == 200)
    }
}
