import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitServing
import Testing

@testable import ExhibitSandbox

struct FaultTests {
    private func ask(_ fault: String, n: Int = 1) throws -> ServerReply {
        try Asking().generate(
            ["prompt": .string("a cat [[fault:\(fault)]]"), "model": "m-1", "n": .int(n)],
            headers: [("Authorization", "Bearer sk-test")]
        )
    }

    @Test(arguments: [
        ("401", 401, "invalid_api_key"), ("403", 403, "permission_denied"), ("404", 404, "model_not_found"),
        ("408", 408, "request_timeout"), ("409", 409, "conflict"), ("422", 422, "unprocessable_entity"),
        ("429", 429, "rate_limit_exceeded"), ("500", 500, ""), ("503", 503, "overloaded"), ("504", 504, ""),
        ("moderation", 400, "moderation_blocked"), ("echo-key", 400, "invalid_api_key"),
    ])
    func `an error has its status and its code`(fault: String, status: Int, code: String) throws {
        let reply = try ask(fault)
        #expect(reply.status == status)
        #expect(try reply.errorCode ?? "" == code)
        #expect(reply.header("x-request-id") != nil)
    }

    @Test func `errors say what they are about`() throws {
        #expect(try ask("404").json["error"]?["message"]?.string?.contains("m-1") == true)
        #expect(try ask("echo-key").json["error"]?["message"]?.string?.contains("Bearer sk-test") == true)
        let moderation = try ask("moderation:details")
        #expect(try moderation.json["error"]?["type"] == "image_generation_user_error")
        #expect(try moderation.json["error"]?["moderation_details"]?["moderation_stage"] == "input")
        let id = try #require(moderation.header("x-request-id"))
        #expect(try moderation.json["error"]?["message"]?.string?.contains(id) == true)
        #expect(try ask("moderation").json["error"]?["moderation_details"] == nil)
    }

    @Test(
        arguments: [
            ("429", nil, nil), ("429:30", "Retry-After", "30"), ("429:ms=250", "retry-after-ms", "250"),
            ("503:5", "Retry-After", "5"), ("429:never", "x-should-retry", "false"),
        ] as [(String, String?, String?)]
    )
    func `a busy provider says when to come back, or not`(fault: String, header: String?, value: String?) throws {
        let reply = try ask(fault)
        let hints = reply.headers.filter {
            ["retry-after", "retry-after-ms", "x-should-retry"].contains($0.0.lowercased())
        }
        #expect(hints.map(\.0) == (header.map { [$0] } ?? []))
        #expect(hints.map(\.1) == (value.map { [$0] } ?? []))
    }

    @Test(arguments: [("502", 502), ("520", 520), ("wrong-type", 200)])
    func `a proxy's page is HTML without the provider's headers, but with the mark`(fault: String, status: Int) throws {
        let reply = try ask(fault)
        #expect(reply.status == status)
        #expect(reply.header("Content-Type") == "text/html")
        #expect(reply.header("x-request-id") == nil)
        #expect(reply.header("X-Exhibit-Sandbox") == "1")
    }

    @Test func `lists can be empty, absent or short`() throws {
        #expect(try ask("empty-data").json["data"]?.array == [])
        #expect(try ask("no-data").json["data"] == nil)
        #expect(try ask("fewer", n: 3).json["data"]?.array?.count == 2)
        #expect(try ask("fewer").json["data"]?.array?.isEmpty == true)
    }

    @Test func `JSON can be broken in three ways`() throws {
        #expect(throws: JSONError.self) { try ask("garbage-json").json }
        #expect(throws: JSONError.self) { try ask("duplicate-key").json }
        #expect(throws: JSONError.self) { try ask("trailing").json }
        let ambiguous = try JSONReader.readTolerant(ask("duplicate-key").body)
        #expect(ambiguous.ambiguities.map(\.kind) == [.duplicateKey("data")])
        #expect(ambiguous.value["data"]?.array?.count == 1)
        #expect(try JSONReader.readTolerant(ask("trailing").body).ambiguities.map(\.kind) == [.trailingBytes])
    }

    @Test func `pictures can be broken in five ways`() throws {
        let text = try #require(try ask("bad-base64").json["data"]?[0]?["b64_json"]?.string)
        #expect(Base64.decode(text) == nil && Base64.decode(text.replacing("*", with: "A")) != nil)
        let jpeg = try ask("jpeg-as-png").facts()
        #expect(jpeg.mediaType == "image/jpeg" && jpeg.complete && jpeg.simulated && jpeg.width == 16)
        let truncated = try ask("truncated-image").facts()
        #expect(truncated.mediaType == "image/png" && !truncated.complete)
        let corrupt = try ask("corrupt-image")
        #expect(try !corrupt.facts().complete)
        #expect(throws: PictureError.self) { try PictureReader.read(corrupt.picture()) }
        let other = try ask("other-size")
        #expect(try other.facts().width == 32 && other.json["size"] == "64x48" && other.facts().complete)
        #expect(try ask("other-size:10x20").facts().height == 20)
    }

    @Test func `a reply can be as big as wanted, and its picture is whole`() throws {
        let reply = try ask("big:3", n: 2)
        #expect((3 << 20)...(3 << 20 + 200_000) ~= reply.body.count)
        #expect(try reply.facts().complete && reply.facts(1).complete)
        _ = try PictureReader.read(reply.picture())
    }

    @Test func `the prompt can come back`() throws {
        let revised = try #require(try ask("echo-prompt").json["data"]?[0]?["revised_prompt"]?.string)
        #expect(revised.contains("a cat [[fault:echo-prompt]]"))
    }

    @Test func `the connection's faults are handed to the server`() throws {
        #expect(try ask("drop-before-headers").fault == .dropBeforeHeaders)
        #expect(try ask("drop-after-headers").fault == .dropAfterBytes(0))
        #expect(try ask("drop-after-bytes:9").fault == .dropAfterBytes(9))
        #expect(try ask("drip:7").fault == .slow(bytesPerTick: 7, tick: .milliseconds(10)))
        #expect(try ask("endless-body").fault == .endless)
        #expect(try ask("slow:1500").delay == .milliseconds(1500))
        #expect(try ask("hang").delay > .seconds(3600))
        let short = try ask("wrong-length:5")
        #expect(short.fault == .contentLength(short.body.count + 5))
        #expect(try ask("huge-header").header("x-huge")?.count == 300 * 1024)
        #expect(try ask("redirect-post").header("Location") == "http://127.0.0.1:2222/v1/images/generations")
    }

    @Test func `faults are ordered for all requests, by header, or in the prompt`() throws {
        let asking = try Asking(faults: ["503x1"])
        #expect(asking.generate(["prompt": "a"]).status == 503)
        #expect(asking.generate(["prompt": "a"]).status == 200)
        #expect(asking.generate(["prompt": "a"], headers: [("X-Exhibit-Fault", "slow:0, 409")]).status == 409)
        #expect(asking.generate(["prompt": "b"], headers: [("X-Exhibit-Fault", "nonsense")]).status == 400)
        let prompt: JSONObject = ["prompt": "[[fault:first:2:429]]"]
        #expect((0..<4).map { _ in asking.generate(prompt).status } == [503, 429, 429, 200])
    }

    @Test(arguments: ErrorShapes.names)
    func `an error can have another form`(name: String) throws {
        let reply = try ask("error:\(name)")
        let value = try reply.json
        let message = [
            value["error"]?.string, value["detail"]?.string, value["detail"]?[0]?["msg"]?.string,
            value["message"]?.string, value["error"]?["message"]?.string,
        ]
        #expect(reply.status == 400 && message.compactMap(\.self) == ["The upstream refused the request."])
    }

    @Test func `forms of errors differ, and a job's faults are read with it`() throws {
        let bodies = try Set(ErrorShapes.names.map { try ask("error:\($0)").body })
        #expect(bodies.count == ErrorShapes.names.count)
        #expect(try ask("poll:500").status == 200 && ask("job-stuck").status == 200)
    }
}
