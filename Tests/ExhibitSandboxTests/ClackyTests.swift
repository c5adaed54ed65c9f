import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitServing
import FoundationEssentials
import Testing

@testable import ExhibitSandbox

/// OpenClacky's local server: its answers name files that are there.
final class ClackyTests {
    private let asking: Asking
    private let folder: String

    init() throws {
        asking = try Asking()
        folder = FileManager.default.temporaryDirectory.path + "/exhibit-clacky-\(UInt64.random(in: 0 ... .max))"
        try RegularFile.makeFolder(folder)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)  // what stays behind there is not worth a failure
    }

    private func post(_ kind: String, _ fields: JSONObject, fault: String = "slow:0") -> ServerReply {
        var fields = fields
        fields["output_dir"] = .string(folder)
        return asking.post("/api/media/\(kind)", fields, headers: [("X-Exhibit-Fault", fault)])
    }

    private func facts(_ path: JSONValue?) throws -> MediaFacts {
        let bytes = try RegularFile.read(try #require(path?.string))
        return try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
    }

    @Test func `types name a model for each kind, or say that it is off`() throws {
        let types = try asking.get("/api/media/types").json
        #expect(types.object?.keys == ["image", "video", "audio"])
        #expect(types["image"]?["configured"] == true && types["image"]?["model"] == "gpt-image-2")
        let off = try Asking(faults: ["not-configured"])
        #expect(try off.get("/api/media/types").json["audio"] == ["configured": false, "source": "off"])
        let refused = off.post("/api/media/image", ["prompt": "a", "output_dir": "/tmp"])
        #expect(try refused.status == 422 && refused.json["error_type"] == "not_configured")
    }

    @Test func `a picture lies where the answer says`() throws {
        let reply = try post("image", ["prompt": "a cat", "aspect_ratio": "square"]).json
        #expect(reply["success"] == true && reply["model"] == "gpt-image-2" && reply["size"] == "1024x1024")
        #expect(reply["prompt"] == "a cat" && reply["cost_usd"]?.number?.text == "0.0420")
        let path = try #require(reply["image"]?.string)
        #expect(path.hasPrefix(folder + "/assets/generated/img_") && path.hasSuffix(".png"))
        let picture = try facts(reply["image"])
        #expect(picture.width == 1024 && picture.complete && picture.simulated)
        let exact = try post("image", ["prompt": "a cat", "aspect_ratio": "odd"], fault: "output-dir-exact").json
        #expect(RegularFile.folder(of: try #require(exact["image"]?.string)) == folder)
        #expect(exact["aspect_ratio"] == "landscape" && exact["size"] == "1536x1024")
        #expect(try post("image", ["prompt": "a"], fault: "url").json["image"]?.string?.hasPrefix("http://") == true)
    }

    @Test func `a picture to work on is a path, base64 or a data URL, and a list wins`() throws {
        let png = PictureWriter.png(PixelBuffer(width: 4, height: 4, .white))
        let path = folder + "/input.png"
        try RegularFile.write(png, toNew: path, mode: 0o600, durable: false)
        let forms: [JSONValue] = [
            .string(path), .string(Base64.encode(png)), .string("data:image/png;base64," + Base64.encode(png)),
            ["b64_json": .string(Base64.encode(png)), "mime_type": "image/png"],
        ]
        let files = try forms.map { form in
            let reply = try post("image", ["prompt": "hat", "aspect_ratio": "square", "image": form]).json
            return try RegularFile.read(try #require(reply["image"]?.string))
        }
        #expect(Set(files).count == 1)
        let plain = try post("image", ["prompt": "hat", "aspect_ratio": "square"]).json
        #expect(try RegularFile.read(try #require(plain["image"]?.string)) != files[0])
        let wrong = post("image", ["prompt": "hat", "image": "/nowhere.png"])
        #expect(try wrong.status == 422 && wrong.json["error_type"] == "invalid_argument")
        let listed = post("image", ["prompt": "hat", "images": [forms[1]], "image": "/nowhere.png"])
        #expect(listed.status == 200)
    }

    @Test func `a film and speech lie where the answer says`() throws {
        let film = try post("video", ["prompt": "waves", "aspect_ratio": "portrait", "duration_seconds": 1]).json
        #expect(film["duration_seconds"] == 1 && film["cost_usd"] != nil)
        let facts = try facts(film["video"])
        #expect(facts.width == 720 && facts.durationMilliseconds == 1000 && facts.simulated)
        let speech = try post("audio/speech", ["input": "Hello", "voice": "Puck"]).json
        #expect(speech["voice"] == "Puck" && speech["mime_type"] == "audio/wav" && speech["input"] == "Hello")
        #expect(try self.facts(speech["audio"]).durationMilliseconds == 300)
    }

    @Test func `Seedance's films are tasks`() throws {
        let made = try post("video", ["prompt": "waves", "duration_seconds": 1], fault: "seedance").json
        #expect(made["status"] == "submitted" && made["provider"] == "volcengine" && made["video"] == nil)
        let url = "/api/media/video/status?task_id=\(made["task_id"]?.string ?? "")&output_dir=\(folder)"
        let polls = try (0..<4).map { _ in try asking.get(url).json }
        #expect(polls.map { $0["status"] } == ["running", "running", "succeeded", "succeeded"])
        #expect(polls[2]["video"] == polls[3]["video"])
        #expect(try facts(polls[2]["video"]).mediaType == "video/mp4")
        let failed = try post("video", ["prompt": "waves"], fault: "seedance,job-fails").json["task_id"]?.string ?? ""
        let last = try (0..<3).map { _ in try asking.get("/api/media/video/status?task_id=\(failed)").json }[2]
        #expect(last["success"] == false && last["status"] == "failed" && last["error_type"] == "task_failed")
        #expect(asking.get("/api/media/video/status").status == 422)
        #expect(try asking.get("/api/media/video/status?task_id=none").json["error_type"] == "polling_failed")
    }

    @Test(
        arguments: [
            ("401", 422, "auth_required"), ("404", 422, "invalid_argument"), ("429", 422, "api_error"),
            ("moderation", 422, "api_error"), ("empty-data", 422, "empty_response"),
            ("no-aspect-ratio", 422, "invalid_argument"), ("no-aspect-ratio:400", 400, "invalid_argument"),
            ("503", 503, nil), ("500", 500, nil), ("504", 503, nil),
        ] as [(String, Int, String?)]
    )
    func `a failure is told by its type`(fault: String, status: Int, type: String?) throws {
        let reply = post("image", ["prompt": "a", "aspect_ratio": "square"], fault: fault)
        #expect(reply.status == status)
        #expect(try reply.json["error_type"]?.string == type)
        #expect(try reply.json["error"]?.string?.isEmpty == false)
        #expect(try (reply.json["success"] == false) == (type != nil))
    }

    @Test func `what a server says before it asks a model`() throws {
        #expect(post("image", ["prompt": "a"], fault: "no-aspect-ratio").status == 200)
        #expect(try post("image", ["prompt": "a"], fault: "503").json["error"] == "Request timed out")
        let empty = post("image", [:])
        #expect(try empty.status == 422 && empty.json == ["error": "prompt is required"])
        #expect(try post("audio/speech", [:]).json == ["error": "input is required"])
        func refused(_ body: String, _ type: String) -> ServerReply {
            let request = ServerRequest(
                method: "POST",
                path: "/api/media/image",
                headers: [("Content-Type", type)],
                body: Array(body.utf8)
            )
            return asking.desk.answer(request, on: .main)
        }
        let invalid = refused("{", "application/json")
        #expect(try invalid.status == 400 && invalid.json == ["error": "Invalid JSON"])
        #expect(refused(#"{"prompt":"a","output_dir":"/tmp"}"#, "text/plain").status == 400)
        for place in ["relative", folder + "/none", folder + "/../nowhere-at-all"] {
            let reply = asking.post("/api/media/image", ["prompt": "a", "output_dir": .string(place)])
            #expect(try reply.status == 422 && reply.json["error_type"] == "invalid_argument")
        }
    }
}
