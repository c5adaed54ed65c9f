import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// The queue of fal.ai.
struct FalTests {
    private let main = "http://127.0.0.1:1111"
    private let asking: Asking

    init() throws { asking = try Asking() }

    private func submit(_ endpoint: String, _ fields: JSONObject) throws -> JSONValue {
        try asking.post("/fal/\(endpoint)", fields).json
    }

    private func path(_ value: JSONValue?) throws -> String {
        let url = try #require(value?.string)
        #expect(url.hasPrefix(main + "/fal/"))
        return url.replacing(main, with: "")
    }

    private func file(_ value: JSONValue?) throws -> MediaFacts {
        let reply = asking.get(try #require(value?["url"]?.string).replacing(main, with: ""))
        #expect(reply.header("Content-Type") == value?["content_type"]?.string)
        return try #require(try MediaProbe.probe(ByteSource(bytes: reply.body)))
    }

    @Test func `a request is queued, worked on and done, and its response names the pictures`() throws {
        let made = try submit(
            "fal-ai/flux/schnell",
            ["prompt": "a cat", "image_size": ["width": 64, "height": 48], "num_images": 2]
        )
        #expect(made["status"] == "IN_QUEUE" && made["queue_position"] == 0)
        let status = try path(made["status_url"])
        let id = try #require(made["request_id"]?.string)
        #expect(status == "/fal/fal-ai/flux/requests/\(id)/status")
        let response = try path(made["response_url"])
        #expect(asking.get(response).status == 400)
        let polls = (0..<3).map { _ in asking.get(status + "?logs=1") }
        #expect(polls.map(\.status) == [202, 202, 200])
        #expect(try polls.map { try $0.json["status"] } == ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"])
        #expect(try polls[1].json["logs"]?.array?.count == 1)
        let output = try asking.get(response).json
        #expect(output["images"]?.array?.count == 2 && output["seed"]?.int != nil && output["prompt"] == "a cat")
        let picture = try file(output["images"]?[0])
        #expect(picture.width == 64 && picture.height == 48 && picture.simulated)
    }

    @Test func `films and sounds follow from the endpoint's name`() throws {
        let film = try submit(
            "fal-ai/kling-video",
            ["prompt": "waves", "duration": "1", "image_size": "32x16"]
        )
        for _ in 0..<3 { _ = asking.get(try path(film["status_url"])) }
        #expect(try file(asking.get(path(film["response_url"])).json["video"]).durationMilliseconds == 1000)
        let sound = try submit("fal-ai/tts/turbo", ["text": "Hello"])
        for _ in 0..<3 { _ = asking.get(try path(sound["status_url"])) }
        #expect(try file(asking.get(path(sound["response_url"])).json["audio"]).mediaType == "audio/wav")
    }

    @Test(
        arguments: [("job-fails", 500), ("job-moderated", 422), ("job-expires", 404), ("job-cancelled", 499)]
    )
    func `a failure shows when the response is fetched`(fault: String, status: Int) throws {
        let made = try submit("fal-ai/flux", ["prompt": .string("a [[fault:\(fault)]]")])
        let polls = try (0..<3).map { _ in asking.get(try path(made["status_url"])) }
        #expect(polls[2].status == 200)
        #expect(try polls[2].json["status"] == "COMPLETED")
        let response = asking.get(try path(made["response_url"]))
        #expect(response.status == status)
        #expect(try response.json["detail"] != nil)
    }

    @Test func `a request can be cancelled until it is done`() throws {
        let made = try submit("fal-ai/flux", ["prompt": "a"])
        let cancel = try path(made["cancel_url"])
        let reply = asking.get(cancel, method: "PUT")
        #expect(try reply.status == 202 && reply.json["status"] == "CANCELLATION_REQUESTED")
        #expect(try asking.get(cancel, method: "PUT").json["status"] == "ALREADY_COMPLETED")
        let none = asking.get("/fal/a/b/requests/none/cancel", method: "PUT")
        #expect(try none.status == 404 && none.json["status"] == "NOT_FOUND")
    }

    @Test func `the key is shown in fal's way, on every request`() throws {
        let locked = try Asking(key: Secret("k"))
        let key = [("Authorization", "Key k")]
        let made = try locked.post("/fal/a/b", ["prompt": "x"], headers: key).json
        #expect(locked.post("/fal/a/b", ["prompt": "x"], headers: [("Authorization", "Bearer k")]).status == 401)
        let status = try path(made["status_url"])
        #expect(locked.get(status).status == 401 && locked.get(status, headers: key).status == 202)
    }

    @Test func `what is refused has a detail`() throws {
        #expect(asking.post("/fal/a/b", [:]).status == 422)
        let reply = asking.post("/fal/a/b", ["prompt": "[[fault:503:2]]"])
        #expect(try reply.status == 503 && reply.json["detail"]?.string != nil && reply.header("Retry-After") == "2")
        let made = try submit("a/b", ["prompt": "[[fault:poll:500x1]] [[fault:result:502x1]]"])
        let polls = try (0..<4).map { _ in asking.get(try path(made["status_url"])).status }
        #expect(polls == [500, 202, 200, 200])
        #expect(try (0..<2).map { _ in asking.get(try path(made["response_url"])).status } == [502, 200])
    }
}
