import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// Pictures that a reply refers to instead of holding them.
struct ReferenceTests {
    private func reference(_ asking: Asking, _ fault: String) throws -> String {
        let reply = asking.generate(["prompt": .string("a cat [[fault:\(fault)]]")])
        return try #require(try reply.json["data"]?[0]?["url"]?.string)
    }

    private let main = "http://127.0.0.1:1111"
    private let second = "http://127.0.0.1:2222"

    @Test(arguments: ["url", "cross-url", "path", "path:v1", "signed-url"])
    func `the picture lies where the reply says`(fault: String) throws {
        let asking = try Asking()
        let reference = try reference(asking, fault)
        let path = reference.replacing(fault == "cross-url" ? second : main, with: "")
        #expect(path.hasPrefix(fault == "path:v1" ? "/v1/files/" : "/files/"))
        let file = asking.get(path)
        #expect(file.status == 200 && file.header("Content-Type") == "image/png")
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: file.body)))
        #expect(facts.complete && facts.simulated && facts.width == 64)
    }

    @Test func `response_format url gives a URL`() throws {
        let reply = try Asking().generate(["prompt": "a cat", "response_format": "url"])
        #expect(try reply.json["data"]?[0]?["url"]?.string?.hasPrefix(main + "/files/") == true)
        #expect(try reply.json["data"]?[0]?["b64_json"] == nil)
    }

    @Test func `a data URL holds the picture`() throws {
        let url = try reference(try Asking(), "data-url")
        let bytes = try #require(Base64.decode(url.dropFirst("data:image/png;base64,".count)))
        #expect(try MediaProbe.probe(ByteSource(bytes: bytes))?.complete == true)
    }

    @Test func `a signed URL is nothing without its signature`() throws {
        let asking = try Asking()
        let url = try reference(asking, "signed-url").replacing(main, with: "")
        #expect(url.contains("X-Amz-Signature="))
        let path = try #require(url.split(separator: "?").first)
        #expect(asking.get(String(path)).status == 403)
        #expect(asking.get(path + "?X-Amz-Signature=0").status == 403)
    }

    @Test func `a redirect ends at the second listener after its hops`() throws {
        let asking = try Asking()
        var url = try reference(asking, "redirect:3")
        var hops = 0
        while url.hasPrefix(main) {
            let reply = asking.get(url.replacing(main, with: ""))
            #expect(reply.status == 302)
            url = try #require(reply.header("Location"))
            hops += 1
        }
        #expect(hops == 3)
        #expect(asking.get(url.replacing(second, with: ""), on: .second).status == 200)
    }

    @Test func `a fault can befall the download alone, and pass`() throws {
        let asking = try Asking()
        let url = try reference(asking, "url:503x1").replacing(main, with: "")
        #expect((0..<2).map { _ in asking.get(url).status } == [503, 200])
        let cut = try reference(asking, "cross-url:drop-after-bytes:10").replacing(second, with: "")
        #expect(asking.get(cut, on: .second).fault == .dropAfterBytes(10))
        #expect(asking.get("/files/nothing.png").status == 404)
    }

    @Test func `the log tells names, ports and credentials, never values`() throws {
        let asking = try Asking()
        _ = asking.generate(["prompt": "secret cat"], headers: [("Authorization", "Bearer sk-secret")])
        _ = asking.get("/files/x.png?token=t-secret", on: .second)
        _ = asking.get("/files/x.png", on: .second)
        #expect(asking.desk.log.requests.map(\.credential) == [true, true, false])
        #expect(asking.desk.log.requests.map(\.port) == [1111, 2222, 2222])
        let shown = asking.get("/__sandbox/requests")
        #expect(!String(decoding: shown.body, as: UTF8.self).contains("secret"))
        let first = try #require(try shown.json["requests"]?[0])
        #expect(first["headers"] == ["Content-Type", "Authorization"] && first["fields"] == ["prompt", "size"])
        #expect(first["method"] == "POST" && first["path"] == "/v1/images/generations")
        #expect(try shown.json["requests"]?.array?.count == 3)
    }
}
