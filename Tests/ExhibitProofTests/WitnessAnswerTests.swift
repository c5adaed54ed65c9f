import ExhibitProof
import Testing

struct WitnessAnswerTests {
    private func answer(_ status: Int, _ type: String?, _ body: String) -> WitnessAnswer {
        WitnessAnswer(status: status, contentType: type, body: Array(body.utf8))
    }

    @Test func `lines are read, and nothing else in their place`() throws {
        let line = "\u{2014} a.example/w AAAAAAA="
        let signature = try #require(NoteSignature(parsing: line))
        #expect(answer(200, "text/plain", "\(line)\n") == .signed([signature]))
        #expect(answer(200, nil, "\(line)\n\(line)\n") == .signed([signature, signature]))
        for body in ["", "\n", line, "\(line)\n\n", "\(line)\nmore\n", "hello\n"] {
            guard case .garbage = answer(200, nil, body) else {
                Issue.record("\(body) was read")
                continue
            }
        }
    }

    @Test func `a size is read from a conflict, and only with its type`() {
        #expect(answer(409, "text/x.tlog.size", "63\n") == .otherSize(63))
        #expect(answer(409, "Text/X.tlog.size; charset=utf-8", "0\n") == .otherSize(0))
        #expect(answer(409, "text/plain", "63\n") == .refused(status: 409))
        #expect(answer(409, nil, "63\n") == .refused(status: 409))
        for body in ["", "63", "\n", "063\n", "-1\n", "63\n\n", "9223372036854775808\n"] {
            #expect(answer(409, "text/x.tlog.size", body) == .garbage("its answer 409 has no size"))
        }
        for status in [400, 403, 404, 422, 500, 302] {
            #expect(answer(status, nil, "no\n") == .refused(status: status))
        }
    }

    @Test func `what a witness writes is read`() {
        for refusal in [WitnessRefusal.otherSize(seen: 63), .forked(size: 3), .unknownLog(origin: "a")] {
            let read = answer(refusal.status, refusal.contentType, refusal.body)
            #expect(read == (refusal == .otherSize(seen: 63) ? .otherSize(63) : .refused(status: refusal.status)))
        }
    }
}
