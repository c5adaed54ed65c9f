import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Testing

@testable import ExhibitSandbox

/// Pictures as server-sent events, and as jobs to ask after.
struct StreamTests {
    private struct Event {
        let name: String?
        let data: String
        var json: JSONValue { get throws { try JSONReader.read(Array(data.utf8), .reply) } }
    }

    private func stream(_ fault: String = "slow:0", partials: Int = 2, lineEnd: String = "\n") throws -> [Event] {
        let reply = try Asking().generate([
            "prompt": .string("a cat [[fault:\(fault)]]"), "stream": true, "partial_images": .int(partials),
        ])
        #expect(reply.status == 200 && reply.fault == .unsized)
        #expect(reply.header("Content-Type") == "text/event-stream; charset=utf-8")
        return events(reply, lineEnd)
    }

    private func events(_ reply: ServerReply, _ lineEnd: String = "\n") -> [Event] {
        let text = String(decoding: reply.body, as: UTF8.self)
        return text.components(lineEnd + lineEnd).filter { !$0.isEmpty }.map { block in
            let lines = block.components(lineEnd)
            return Event(
                name: lines.first { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) },
                data: lines.first { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) } ?? ""
            )
        }
    }

    @Test(arguments: 0...3)
    func `a stream has its partial pictures, then the last one with the usage, then DONE`(partials: Int) throws {
        let events = try stream(partials: partials)
        #expect(events.count == partials + 2 && events.last?.data == "[DONE]")
        for (index, event) in events.dropLast(2).enumerated() {
            #expect(event.name == "image_generation.partial_image")
            #expect(try event.json["type"] == "image_generation.partial_image")
            #expect(try event.json["partial_image_index"]?.int == index && event.json["usage"] == nil)
        }
        let last = events[partials]
        #expect(last.name == "image_generation.completed")
        #expect(try last.json["usage"]?["total_tokens"]?.int ?? 0 > 0)
        #expect(try last.json["usage"]?["output_tokens_details"] == nil)
        let png = try #require(Base64.decode(try last.json["b64_json"]?.string ?? ""))
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: png)))
        #expect(facts.width == 64 && facts.height == 48 && facts.simulated)
        let plain = try Asking().generate(["prompt": "a cat [[fault:slow:0]]"]).picture()
        #expect(plain == png)
    }

    @Test(arguments: [("sse-crlf", "\r\n"), ("sse-cr", "\r")])
    func `lines can end otherwise`(fault: String, lineEnd: String) throws {
        let events = try stream(fault, lineEnd: lineEnd)
        #expect(events.map(\.name).count == 4 && events[2].name == "image_generation.completed")
    }

    @Test func `a stream can fail with 200, or end too early`() throws {
        let failed = try stream("stream-error")
        #expect(failed.map(\.name) == ["image_generation.partial_image", "image_generation.partial_image", "error"])
        #expect(try failed[2].json["error"]?["code"] == "server_error")
        #expect(try stream("stream-cut").count == 2)
        #expect(try stream("stream-cut", partials: 0).isEmpty)
    }

    @Test func `edits have events of their own`() throws {
        let reply = try Asking().post(
            "/v1/images/edits",
            [
                "prompt": "a cat", "size": "64x48", "stream": true,
                "images": [["image_url": .string("data:image/png;base64," + Base64.encode(Self.png))]],
            ]
        )
        #expect(events(reply).map(\.name) == ["image_edit.completed", nil])
    }

    private static let png = SandboxPicture(prompt: "x", index: 0, width: 8, height: 8).png()

    @Test(arguments: ["[[fault:async]]", ""])
    func `pictures can be a job to ask after`(fault: String) throws {
        let asking = try Asking()
        let model: JSONValue = fault.isEmpty ? .string(PictureDesk.asynchronousModel) : "m"
        let made = try asking.generate(["prompt": .string("a cat \(fault)"), "model": model]).json
        let id = try #require(made["id"]?.string)
        #expect(made["status"] == "queued" && made["task_id"] == made["id"] && made["data"] == nil)
        let polls = (0..<3).map { _ in asking.get("/v1/images/generations/\(id)") }
        #expect(try polls.map { try $0.json["status"] } == ["queued", "processing", "completed"])
        #expect(try polls[2].facts().width == 64)
        #expect(try polls[2].json["id"] == made["id"] && polls[2].json["usage"]?["total_tokens"] != nil)
        #expect(asking.get("/v1/images/generations/none").status == 404)
    }

    @Test(
        arguments: [
            ("job-fails", "failed", "internal_error"), ("job-moderated", "failed", "moderation_blocked"),
            ("job-cancelled", "cancelled", nil), ("job-expires", "expired", nil), ("job-stuck", "processing", nil),
        ] as [(String, String, String?)]
    )
    func `a job of pictures ends as ordered`(fault: String, word: String, code: String?) throws {
        let asking = try Asking(faults: ["async", fault])
        let id = try #require(try asking.generate(["prompt": "a"]).json["id"]?.string)
        let last = try (0..<4).map { _ in try asking.get("/v1/images/generations/\(id)").json }[3]
        #expect(last["status"]?.string == word && last["error"]?["code"]?.string == code && last["data"] == nil)
    }

    @Test func `a state can be a word that nobody knows`() throws {
        let asking = try Asking(faults: ["async", "job-unknown-word"])
        let id = try #require(try asking.generate(["prompt": "a"]).json["id"]?.string)
        let words = try (0..<3).map { _ in try asking.get("/v1/images/generations/\(id)").json["status"]?.string }
        #expect(words == ["queued", "reticulating", "completed"])
    }
}

extension String {
    /// The parts between the separators, compared scalar by scalar: CR LF is one character to `split`.
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [[UInt8]] = [[]]
        var rest = Array(utf8)[...]
        let mark = Array(separator.utf8)
        while let first = rest.first {
            if rest.starts(with: mark) {
                parts.append([])
                rest = rest.dropFirst(mark.count)
            } else {
                parts[parts.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
