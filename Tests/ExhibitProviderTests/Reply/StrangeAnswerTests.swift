import ExhibitJSON
import Testing

@testable import ExhibitProvider

@Suite struct StrangeAnswerTests {
    /// Answers put together from the words that the tables know, in places where nobody expects them.
    private struct Generator {
        private var state: UInt64

        private static let keys = [
            "data", "images", "error", "errors", "detail", "message", "code", "b64_json", "url", "image_url", "output",
            "result", "usage", "created", "model", "title", "type", "success", "moderation_details", "loc", "msg",
            "revised_prompt", "cost_usd", "id", "task_id", "status", "urls", "get", "polling_url", "",
        ]
        private static let texts = [
            "", "data:", "data:image/png;base64,AA", "https://c.example/a.png", "/v1/a", "//", ".", "iVBO",
            "model_not_found", "moderation_blocked", "(request id: ", "0", "猫\u{0}\u{202E}", "queued", "completed",
            "failed",
        ]

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func pick(_ count: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }

        mutating func value(depth: Int) -> JSONValue {
            switch pick(depth > 4 ? 5 : 8) {
            case 0: return nil
            case 1: return .bool(pick(2) == 0)
            case 2: return .int(pick(600) - 10)
            case 3, 4: return .string(Self.texts[pick(Self.texts.count)])
            case 5: return .array((0..<pick(3)).map { _ in value(depth: depth + 1) })
            default:
                let members = (0..<pick(5)).map { _ in (Self.keys[pick(Self.keys.count)], value(depth: depth + 1)) }
                return .object(JSONObject(members))
            }
        }
    }

    @Test(arguments: UInt64(0)..<500)
    func `every answer has a next step, and every pointer in it leads to a string`(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let value = generator.value(depth: 0)
        let status = [200, 202, 400, 404, 429, 500, 524][generator.pick(7)]
        let reply = Reply(status: status, headers: [], value: value)
        switch OpenAIDialect().after(reply, to: .submit(), Sample.intent(), endpoint: Sample.endpoint) {
        case .done(let media, _, _, _, _):
            #expect(status < 300 && !media.isEmpty)
            for reference in media {
                let pointer = try #require(JSONPointer(reference.pointer))
                #expect(value.at(pointer)?.string?.isEmpty == false)
            }
        case .fail(let failure):
            #expect(failure.status == status)
            #expect(!failure.message.isEmpty && !failure.message.contains { $0.isNewline })
            #expect(failure.outcome(ambiguous: .retry).end != .answered)
        case .follow(let job, let report, _):
            #expect(status < 300 && !job.id.isEmpty)
            #expect(!report.state.isEnded)
        case .fetch(let request, _):
            #expect(status < 300 && !request.bills)
        case .send, .again, .checked:
            Issue.record("nothing of an intent without references is sent again")
        }
    }
}
