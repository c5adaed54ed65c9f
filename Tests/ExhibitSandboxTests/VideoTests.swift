import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// Video jobs in the words of every provider.
struct VideoTests {
    private let asking: Asking
    private let main = "http://127.0.0.1:1111"

    init() throws { asking = try Asking() }

    private static let small: JSONObject = ["prompt": "waves", "size": "32x16", "seconds": 1]

    private func make(_ path: String, _ more: JSONObject = [:], fault: String = "slow:0") -> ServerReply {
        var fields = Self.small
        fields["prompt"] = .string("waves [[fault:\(fault)]]")
        for (name, value) in more.members { fields[name] = value }
        return asking.post(path, fields)
    }

    private func facts(_ bytes: [UInt8]) throws -> MediaFacts {
        try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
    }

    @Test func `OpenAI's object has no URL, and its content needs the key`() throws {
        let locked = try Asking(key: Secret("k"))
        let key = [("Authorization", "Bearer k")]
        let made = try locked.post("/v1/videos", Self.small, headers: key).json
        let id = try #require(made["id"]?.string)
        #expect(made["object"] == "video" && made["status"] == "queued" && made["progress"] == 0)
        #expect(made["seconds"] == "1" && made["size"] == "32x16" && made["error"] == .null)
        let early = locked.get("/v1/videos/\(id)/content", headers: key)
        #expect(early.status == 404)
        let polls = (0..<3).map { _ in locked.get("/v1/videos/\(id)", headers: key) }
        #expect(try polls.map { try $0.json["status"] } == ["queued", "in_progress", "completed"])
        #expect(try polls.map { try $0.json["progress"] } == [0, 50, 100])
        #expect(polls[0].header("openai-poll-after-ms") == "50")
        #expect(!String(decoding: polls[2].body, as: UTF8.self).contains("http"))
        #expect(locked.get("/v1/videos/\(id)/content").status == 401)
        let content = locked.get("/v1/videos/\(id)/content?variant=video", headers: key)
        #expect(content.header("Content-Type") == "video/mp4")
        let film = try facts(content.body)
        #expect(film.mediaType == "video/mp4" && film.complete && film.simulated)
        #expect(film.width == 32 && film.height == 16 && film.durationMilliseconds == 1000)
        let thumbnail = locked.get("/v1/videos/\(id)/content?variant=thumbnail", headers: key)
        #expect(try facts(thumbnail.body).mediaType == "image/webp")
        #expect(locked.get("/v1/videos/\(id)/content?variant=spritesheet", headers: key).status == 400)
    }

    @Test func `videos are listed, remixed and deleted`() throws {
        let first = try #require(try make("/v1/videos").json["id"]?.string)
        let second = try make("/v1/videos/\(first)/remix", ["prompt": "higher waves"]).json
        #expect(second["remixed_from_video_id"] == .string(first) && second["prompt"] == "higher waves")
        let list = try asking.get("/v1/videos").json
        #expect(list["data"]?.array?.map { $0["id"] } == [second["id"], .string(first)])
        #expect(try asking.get("/v1/videos/\(first)", method: "DELETE").json["deleted"] == true)
        #expect(try asking.get("/v1/videos/\(first)").errorCode == "video_not_found")
    }

    /// Path to make it, model, path to ask, pointer to the state, and to the URL.
    static let shapes: [(String, String, String, [String], String, String)] = [
        (
            "/v1/video/generations", "m", "/v1/video/generations/", ["queued", "in_progress", "completed"], "/status",
            "/url"
        ),
        (
            "/v1/videos", "sandbox-video-sora", "/v1/videos/", ["queued", "in_progress", "completed"], "/status",
            "/metadata/url"
        ),
        (
            "/v1/video/generations", "sandbox-video-huawei", "/v1/video/generations/",
            ["queued", "running", "succeeded"], "/status", "/content/result_url"
        ),
        (
            "/api/v1/videos", "m", "/api/v1/videos/", ["pending", "in_progress", "completed"], "/status",
            "/urls/0"
        ),
        (
            "/v1/videos", "sandbox-video-ofox", "/v1/videos/", ["queued", "in_progress", "completed"], "/status",
            "/unsigned_urls/0"
        ),
        (
            "/api/v3/contents/generations/tasks", "m", "/api/v3/contents/generations/tasks/",
            ["queued", "running", "succeeded"], "/status", "/content/video_url"
        ),
        (
            "/api/v1/services/aigc/video-generation/video-synthesis", "m", "/api/v1/tasks/",
            ["PENDING", "RUNNING", "SUCCEEDED"], "/output/task_status", "/output/video_url"
        ),
        (
            "/api/v3/wavespeed-ai/wan", "m", "/api/v3/predictions/{}/result", ["created", "processing", "completed"],
            "/data/status", "/data/outputs/0"
        ),
        ("/v1/predictions", "m", "/v1/predictions/", ["starting", "processing", "succeeded"], "/status", "/output"),
    ]

    @Test(arguments: shapes)
    func `every shape has its own words and names the film`(
        path: String,
        model: String,
        ask: String,
        words: [String],
        state: String,
        place: String
    ) throws {
        var fields = Self.small
        fields["model"] = .string(model)
        let made = asking.post(path, fields, headers: [("X-DashScope-Async", "enable")])
        #expect(made.status == (model.hasSuffix("ofox") ? 202 : 200))
        let text = String(decoding: made.body, as: UTF8.self)
        let id = try #require(text.firstRange(of: /video_[0-9a-f]{16}/).map { String(text[$0]) })
        let url = ask.contains("{}") ? ask.replacing("{}", with: id) : ask + id
        let polls = try words.map { _ in try asking.get(url).json }
        let pointer = try #require(JSONPointer(state))
        #expect(polls.map { $0.at(pointer)?.string } == words)
        let target = try #require(JSONPointer(place))
        let link = try #require(polls[2].at(target)?.string)
        #expect(link.hasPrefix(main + "/files/") && link.hasSuffix(".mp4"))
        let film = asking.get(link.replacing(main, with: ""))
        #expect(try film.header("Content-Type") == "video/mp4" && facts(film.body).complete)
        #expect(try asking.get(url).json.at(target)?.string == link)
    }

    private func polls(_ path: String, _ more: JSONObject = [:], fault: String) throws -> [JSONValue] {
        let text = String(decoding: make(path, more, fault: fault).body, as: UTF8.self)
        let id = try #require(text.firstRange(of: /video_[0-9a-f]{16}/).map { String(text[$0]) })
        return try (0..<4).map { _ in try asking.get("/v1/videos/\(id)").json }
    }

    @Test func `each shape has its peculiarities`() throws {
        let sora = try polls("/v1/videos", ["model": "sandbox-video-sora"], fault: "slow:0")
        #expect(sora[2]["created_at"]?.int ?? 0 > 1_700_000_000_000 && sora[2]["task_id"] == sora[2]["id"])
        let huawei = try polls("/v1/videos", ["model": "sandbox-video-huawei"], fault: "slow:0")
        #expect(huawei[2]["error"]?["code"] == 0)
        let open = try make("/api/v1/videos").json
        let id = try #require(open["id"]?.string)
        #expect(open["polling_url"] == .string("/api/v1/videos/\(id)") && open["status"] == "pending")
        let ofox = try make("/v1/videos", ["model": "sandbox-video-ofox"]).json
        #expect(ofox["polling_url"]?.string?.hasPrefix(main + "/v1/videos/video_") == true)
        let wave = try make("/api/v3/wavespeed-ai/wan").json
        #expect(wave["code"] == 200 && wave["data"]?["urls"]?["get"]?.string?.hasSuffix("/result") == true)
        #expect(wave["data"]?["model"] == "wavespeed-ai/wan")
        #expect(try make("/v1/predictions").json["urls"]?["cancel"]?.string?.hasSuffix("/cancel") == true)
        let waited = asking.post("/v1/predictions", Self.small, headers: [("Prefer", "wait=5")])
        #expect(try waited.json["status"] == "succeeded" && waited.json["output"]?.string != nil)
        let nested: JSONObject = ["model": "m", "input": ["prompt": "waves"], "parameters": ["size": "32*16"]]
        #expect(
            asking.post("/api/v1/services/aigc/video-generation/video-synthesis", nested).status == 403
        )
    }

    @Test(
        arguments: [
            ("openai", "job-fails", "failed", "/error/code", "internal_error"),
            ("openai", "job-moderated", "failed", "/error/code", "moderation_blocked"),
            ("openai", "job-expires", "completed", "/error", nil),
            ("openai", "job-stuck", "in_progress", "/error", nil),
            ("newapi", "job-fails", "failed", "/error/message", "The sandbox was told to let this job fail."),
            ("sora", "job-fails", "failed", "/error/code", "internal_error"),
            ("huawei", "job-expires", "timeout", "/error/message", ""),
            ("openrouter", "job-fails", "failed", "/error", "The sandbox was told to let this job fail."),
            ("openrouter", "job-expires", "expired", "/error", nil),
            ("openrouter", "job-cancelled", "cancelled", "/error", nil),
            ("ofox", "job-fails", "failed", "/error/code", "internal_error"),
            ("ark", "job-moderated", "failed", "/error/code", "moderation_blocked"),
        ] as [(String, String, String, String, String?)]
    )
    func `a job ends as ordered, in its provider's words`(
        shape: String,
        fault: String,
        word: String,
        place: String,
        value: String?
    ) throws {
        let last = try polls("/v1/videos", ["model": .string("sandbox-video-\(shape)")], fault: fault)[3]
        #expect(last["status"]?.string == word)
        let target = try #require(JSONPointer(place))
        #expect(last.at(target)?.string == value)
    }

    @Test func `failures of the others are where they have them`() throws {
        let dash = try polls("/v1/videos", ["model": "sandbox-video-dashscope"], fault: "job-fails")[3]
        #expect(dash["output"]?["task_status"] == "FAILED" && dash["output"]?["code"] == "internal_error")
        let wave = try polls("/v1/videos", ["model": "sandbox-video-wavespeed"], fault: "job-fails")[3]
        #expect(wave["data"]?["status"] == "failed" && wave["data"]?["error"]?.string?.isEmpty == false)
        let replicate = try polls("/v1/videos", ["model": "sandbox-video-replicate"], fault: "job-fails")[3]
        #expect(replicate["status"] == "failed" && replicate["error"]?.string?.isEmpty == false)
    }

    @Test func `polls, results and films meet what was ordered for them`() throws {
        let id = try #require(
            try make("/v1/videos", fault: "poll:429:3x1]] [[fault:result:503x1]] [[fault:job-polls:1]] [[fault:slow:0")
                .json["id"]?.string
        )
        let asked = (0..<3).map { _ in asking.get("/v1/videos/\(id)") }
        #expect(asked.map(\.status) == [429, 200, 200] && asked[0].header("Retry-After") == "3")
        #expect((0..<2).map { _ in asking.get("/v1/videos/\(id)/content").status } == [503, 200])
        let far = try polls("/v1/videos", ["model": "sandbox-video-newapi"], fault: "cross-url")[3]
        #expect(far["url"]?.string?.hasPrefix("http://127.0.0.1:2222/files/") == true)
        let expired = try #require(try make("/v1/videos", fault: "job-expires").json["id"]?.string)
        for _ in 0..<3 { _ = asking.get("/v1/videos/\(expired)") }
        #expect(asking.get("/v1/videos/\(expired)/content").status == 404)
    }

    @Test func `a base URL that ends in v3 makes pictures too`() throws {
        let fields: JSONObject = ["prompt": "a", "size": "16x16"]
        #expect(try asking.post("/api/v3/images/generations", fields).json["data"]?.array?.count == 1)
        #expect(try asking.post("/api/v3/video/generations", Self.small).json["task_id"] != nil)
    }

    @Test func `errors follow the family`() throws {
        let fault = [("X-Exhibit-Fault", "429:1")]
        func refused(_ path: String) throws -> JSONValue {
            let reply = asking.post(path, Self.small, headers: fault)
            #expect(reply.status == 429 && reply.header("Retry-After") == "1")
            return try reply.json
        }
        #expect(try refused("/v1/videos")["error"]?["code"] == "rate_limit_exceeded")
        #expect(try refused("/api/v1/videos")["error"]?["code"] == 429)
        #expect(
            try refused("/api/v1/services/aigc/video-generation/video-synthesis")["code"] == "rate_limit_exceeded"
        )
        #expect(try refused("/api/v3/a/b")["code"] == 429)
        #expect(try refused("/v1/predictions")["status"] == 429)
    }

    @Test(
        arguments: [
            (["prompt": "x", "seconds": 6], "seconds"), (["prompt": "x", "seconds": 8], "seconds"),
            (["prompt": "x", "size": "64x64"], "size"), (["prompt": "x", "fps": 24], "fps"),
        ] as [(JSONObject, String)]
    )
    func `the strict sandbox refuses what OpenAI's videos refuse`(fields: JSONObject, param: String) throws {
        let reply = try Asking(strict: true).post("/v1/videos", fields)
        #expect(try reply.status == 400 && reply.json["error"]?["param"]?.string == param)
    }

    @Test(
        arguments: [
            ["size": "32x16"], ["prompt": "x", "size": "big"], ["prompt": "x", "size": "4096x16"],
            ["prompt": "x", "seconds": "long"], ["prompt": "x", "duration": 61],
        ] as [JSONObject]
    )
    func `a film that cannot be made is refused`(fields: JSONObject) throws {
        #expect(asking.post("/v1/videos", fields).status == 400)
    }

    @Test func `a form with a first frame makes another film`() throws {
        let png = SandboxPicture(prompt: "x", index: 0, width: 8, height: 8).png()
        let fields = [
            ("name=\"prompt\"", Array("waves".utf8)), ("name=\"size\"", Array("32x16".utf8)),
            ("name=\"seconds\"", Array("1".utf8)),
        ]
        let file = ("name=\"input_reference\"; filename=\"a.png\"\r\nContent-Type: image/png", png)
        func film(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
            let id = try #require(try asking.postForm(parts, to: "/v1/videos").json["id"]?.string)
            for _ in 0..<3 { _ = asking.get("/v1/videos/\(id)") }
            return asking.get("/v1/videos/\(id)/content").body
        }
        #expect(try film(fields) != film(fields + [file]))
        #expect(asking.desk.log.requests.last { $0.method == "POST" }?.fieldNames.last == "input_reference")
    }
}
