import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// The jobs API, from upload to expiry.
struct JobsTests {
    private let asking: Asking

    init() throws { asking = try Asking() }

    private func submit(_ fields: JSONObject) throws -> String {
        try #require(try asking.post("/jobs", fields).json["job_id"]?.string)
    }

    private func upload(_ width: Int, _ height: Int) throws -> JSONValue {
        let png = PictureWriter.png(PixelBuffer(width: width, height: height, .white))
        let reply = asking.postForm(
            [("name=\"image\"; filename=\"photo.png\"\r\nContent-Type: image/png", png)],
            to: "/upload"
        )
        return try #require(try reply.json["filename"])
    }

    private func finished(_ fields: JSONObject) throws -> ServerReply {
        let id = try submit(fields)
        for _ in 0..<3 { _ = asking.get("/jobs/\(id)") }
        return asking.get("/jobs/\(id)/result")
    }

    @Test func `a job is queued, processed and done, poll by poll`() throws {
        let made = try asking.post("/jobs", ["prompt": "a cat", "width": 256, "height": 320, "seed": 7]).json
        let id = try #require(made["job_id"]?.string)
        #expect(id.count == 32 && made["status"] == "queued" && made["position"] == 1)
        #expect(made["created_at"]?.string?.hasSuffix("+00:00") == true)
        let polls = try (0..<3).map { _ in try asking.get("/jobs/\(id)").json }
        #expect(polls.map { $0["status"] } == ["queued", "processing", "completed"])
        #expect(polls.map { $0["position"] } == [1, 0, -1])
        #expect(polls[1]["source"] == nil && polls[2]["source"] == "local" && polls[2]["seed"] == 7)
        #expect(polls[0]["started_at"] == .null && polls[2]["completed_at"]?.string != nil)
        let result = asking.get("/jobs/\(id)/result")
        #expect(result.status == 200 && result.header("Content-Type") == "image/png")
        #expect(result.header("X-Source") == "local" && result.header("X-Seed") == "7")
        #expect(result.header("X-Model") == "flux-dev")
        #expect(
            result.header("Content-Disposition") == "attachment; filename=\"openclaw_\(id.prefix(8)).png\""
        )
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: result.body)))
        #expect(facts.width == 256 && facts.height == 320 && facts.complete && facts.simulated)
    }

    @Test func `a result that is not there yet is 202 with the state`() throws {
        let id = try submit(["prompt": "a cat"])
        let replies = (0..<3).map { _ in asking.get("/jobs/\(id)/result") }
        #expect(replies.map(\.status) == [202, 202, 200])
        #expect(try replies[0].json == ["job_id": .string(id), "status": "queued", "position": 1])
    }

    @Test func `a queue has places`() throws {
        let first = try submit(["prompt": "a"])
        let second = try submit(["prompt": "b"])
        #expect(try asking.get("/jobs/\(second)").json["position"] == 2)
        for _ in 0..<2 { _ = asking.get("/jobs/\(first)") }
        #expect(try asking.get("/jobs/\(second)/result").json["position"] == 0)
    }

    @Test func `an upload keeps its name unless it is taken, and is what the job works on`() throws {
        #expect(try upload(40, 30) == "photo.png")
        let second = try upload(20, 10)
        #expect(second == "photo (1).png")
        let edited = try finished(["prompt": "hat", "input_image": "photo.png"])
        #expect(try MediaProbe.probe(ByteSource(bytes: edited.body))?.width == 40)
        let upscaled = try finished(["model": "upscale", "input_image": second])
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: upscaled.body)))
        #expect(facts.width == 80 && facts.height == 40)
        let never = try submit(["prompt": "hat", "input_image": "never.png"])
        let last = try (0..<3).map { _ in try asking.get("/jobs/\(never)").json }[2]
        #expect(last["status"] == "failed" && last["error"] == "Invalid image file: never.png")
        let gone = asking.get("/jobs/\(never)/result")
        #expect(try gone.status == 410 && gone.json["detail"] == "Job failed: Invalid image file: never.png")
    }

    @Test func `wan-video answers an animated WebP`() throws {
        let image = try upload(40, 30)
        let reply = try finished([
            "prompt": "waves", "model": "wan-video", "input_image": image, "width": 320, "height": 256,
        ])
        #expect(reply.header("Content-Type") == "image/webp")
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: reply.body)))
        #expect(facts.width == 320 && facts.height == 256 && facts.complete && facts.simulated)
        #expect(facts.frames == 80 && facts.durationMilliseconds == 5000)
    }

    @Test(
        arguments: [
            (["width": 100], "greater_than_equal", "width"), (["height": 4096], "less_than_equal", "height"),
            (["denoise": 2], "less_than_equal", "denoise"), (["steps": "many"], "int_type", "steps"),
            (["guidance_scale": "high"], "float_type", "guidance_scale"),
        ] as [(JSONObject, String, String)]
    )
    func `a field out of range is refused as FastAPI does`(fields: JSONObject, type: String, field: String) throws {
        let reply = asking.post("/jobs", fields)
        #expect(reply.status == 422)
        let item = try #require(try reply.json["detail"]?[0])
        #expect(item["type"]?.string == type && item["loc"] == ["body", .string(field)])
        #expect(item["msg"]?.string?.hasPrefix("Input should be") == true && item["input"] == fields[field])
    }

    @Test func `what the server refuses itself is a sentence`() throws {
        for (fields, word) in [
            (["model": "dall-e"], "Invalid model"), (["model": "upscale"], "input_image"),
            (["model": "flux-fill", "input_image": "a"], "mask_image"),
        ] as [(JSONObject, String)] {
            let reply = asking.post("/jobs", fields)
            #expect(reply.status == 400)
            #expect(try reply.json["detail"]?.string?.contains(word) == true)
        }
        #expect(try asking.postForm([("name=\"file\"", [1])], to: "/upload").json["detail"]?[0]?["type"] == "missing")
        let request = ServerRequest(method: "POST", path: "/jobs", body: Array("{".utf8))
        #expect(asking.desk.answer(request, on: .main).status == 422)
        #expect(try asking.get("/jobs/none").json["detail"] == "Job not found")
    }

    @Test func `a queued job can be cancelled, a running one cannot`() throws {
        let queued = try submit(["prompt": "a"])
        #expect(try asking.get("/jobs/\(queued)", method: "DELETE").json["status"] == "cancelled")
        #expect(try asking.get("/jobs/\(queued)").json["status"] == "cancelled")
        let gone = asking.get("/jobs/\(queued)/result")
        #expect(try gone.status == 410 && gone.json["detail"] == "Job was cancelled")
        let running = try submit(["prompt": "b"])
        for _ in 0..<2 { _ = asking.get("/jobs/\(running)") }
        let refused = asking.get("/jobs/\(running)", method: "DELETE")
        #expect(try refused.status == 409 && refused.json["detail"] == "Cannot cancel job in 'processing' state")
        #expect(asking.get("/jobs/none", method: "DELETE").status == 404)
    }

    @Test func `jobs fail, expire and come from a cloud when told to`() throws {
        let failed = try finished(["prompt": "a [[fault:job-fails]]"])
        #expect(try failed.status == 410 && failed.json["detail"]?.string?.hasPrefix("Job failed: ") == true)
        let expired = try submit(["prompt": "a [[fault:job-expires]]"])
        let states = (0..<4).map { _ in asking.get("/jobs/\(expired)") }
        #expect(states.map(\.status) == [200, 200, 200, 404])
        #expect(try states[2].json["status"] == "completed")
        #expect(asking.get("/jobs/\(expired)/result").status == 404)
        #expect(try finished(["prompt": "a [[fault:cloud]]"]).header("X-Source") == "fal.ai")
        let stuck = try submit(["prompt": "a [[fault:job-stuck]]"])
        for _ in 0..<20 { _ = asking.get("/jobs/\(stuck)") }
        #expect(try asking.get("/jobs/\(stuck)").json["status"] == "processing")
        #expect(asking.get("/jobs/\(stuck)/result").status == 202)
    }

    @Test func `polls and results meet what was ordered for them`() throws {
        let id = try submit(["prompt": "a [[fault:poll:500x2]] [[fault:result:503x1]]"])
        #expect((0..<4).map { _ in asking.get("/jobs/\(id)").status } == [500, 500, 200, 200])
        #expect((0..<2).map { _ in asking.get("/jobs/\(id)/result").status } == [503, 200])
        let hurried = try submit(["prompt": "a [[fault:job-polls:0]]"])
        #expect(try asking.get("/jobs/\(hurried)").json["status"] == "completed")
    }

    @Test func `a server can be full while it idles, or paused`() throws {
        for number in 0..<50 { _ = try submit(["prompt": .string("\(number) [[fault:job-polls:0]]")]) }
        let full = asking.post("/jobs", ["prompt": "one more"])
        #expect(try full.status == 429 && full.json["detail"] == "Job queue is full")
        #expect(asking.get("/gpu/pause", method: "POST").status == 200)
        #expect(asking.post("/jobs", ["prompt": "one more"]).status == 503)
        #expect(try asking.get("/health").json["gpu_paused"] == true)
        #expect(asking.get("/gpu/resume", method: "POST").status == 200)
        #expect(asking.post("/jobs", ["prompt": "one more"]).status == 429)
    }

    @Test func `faults read as the server's own sentences, without anybody's headers`() throws {
        let busy = asking.post("/jobs", ["prompt": "[[fault:429:7]]"])
        #expect(try busy.json["detail"] == "Job queue is full")
        #expect(busy.header("Retry-After") == "7" && busy.header("x-request-id") == nil)
        #expect(busy.header("X-Exhibit-Sandbox") == "1")
        #expect(try asking.get("/models").json["upscale_models"]?.array?.count == 1)
    }

    @Test func `a key is never asked for`() throws {
        let locked = try Asking(key: Secret("k"))
        #expect(locked.post("/jobs", ["prompt": "a"]).status == 200)
        #expect(locked.generate(["prompt": "a"]).status == 401)
    }
}
