import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct OpenAIAnswerTests {
    private func after(_ reply: Reply) -> Step {
        OpenAIDialect().after(reply, to: .submit(), Sample.intent(), endpoint: Sample.endpoint)
    }

    private func failure(_ reply: Reply) throws -> ProviderFailure {
        guard case .fail(let failure) = after(reply) else { throw Surprise() }
        return failure
    }

    private struct Surprise: Error {}

    @Test func `media, echo and usage of a plain answer`() throws {
        let step = after(
            try Sample.reply(
                #"""
                {"created":1793232000,"background":"opaque","output_format":"png","quality":"medium","size":"1024x1024",
                 "data":[{"b64_json":"iVBO","revised_prompt":"an orange cat"}],"usage":{"total_tokens":1100,"cost_usd":0.042}}
                """#
            )
        )
        guard case .done(let media, let echoed, let usage, _, _) = step else { throw Surprise() }
        #expect(media == [MediaReference(pointer: "/data/0/b64_json", kind: .base64)])
        #expect(echoed.size == "1024x1024")
        #expect(echoed.quality == "medium")
        #expect(echoed.background == "opaque")
        #expect(echoed.outputFormat == "png")
        #expect(echoed.created == 1_793_232_000)
        #expect(echoed.model == nil)
        #expect(echoed.costUSD == "0.042")
        #expect(echoed.revisedPrompts == [.init(pointer: "/data/0/revised_prompt", text: "an orange cat")])
        #expect(usage?["total_tokens"]?.int == 1100)
    }

    @Test func `an error with code 0 beside media is no error`() throws {
        let step = after(
            try Sample.reply(#"{"error":{"code":0,"message":"success"},"data":[{"url":"https://c.example/a"}]}"#)
        )
        guard case .done(let media, _, let usage, _, _) = step else { throw Surprise() }
        #expect(media.count == 1)
        #expect(usage == nil)
    }

    @Test func `the model is echoed by the body, else by a header`() throws {
        let header = [HeaderField("X-Model", "gpt-image-2-2026-04-21")]
        #expect(Echoed(try Sample.reply("{}", headers: header)).model == "gpt-image-2-2026-04-21")
        #expect(Echoed(try Sample.reply(#"{"data":[{"model":"m"}]}"#, headers: header)).model == "m")
        #expect(Echoed(try Sample.reply(#"{"model":"a\nb"}"#)).model == nil)
    }

    @Test(arguments: [
        (
            #"{"error":{"message":"bad size","type":"invalid_request_error","param":"size","code":"invalid_value"}}"#,
            "bad size", "invalid_value" as String?
        ),
        (#"{"error":{"message":"bad","type":"t","code":null}}"#, "bad", "t"),
        (#"{"error":"out of memory"}"#, "out of memory", nil),
        (#"{"detail":"no such field"}"#, "no such field", nil),
        (#"{"detail":[{"loc":["body","n"],"msg":"too large"},{"msg":"odd"}]}"#, "body.n: too large; odd", nil),
        (
            #"{"code":"InvalidParameter","message":"size is wrong","request_id":"r-1"}"#, "size is wrong",
            "InvalidParameter"
        ),
        (
            #"{"type":"about:blank","title":"Unprocessable","status":422,"detail":"version is missing"}"#,
            "Unprocessable: version is missing", "about:blank"
        ),
        (#"{"success":false,"error":"no key","error_type":"auth_required"}"#, "no key", "auth_required"),
        (#"{"success":false,"error":{"message":"busy","code":"queue"}}"#, "busy", "queue"),
        (#"{"errors":[{"message":"first","code":7}]}"#, "first", "7"),
        (#"{"message":"forbidden zone"}"#, "forbidden zone", nil),
    ])
    func `an error is read in every shape`(body: String, message: String, code: String?) throws {
        let failure = try failure(Sample.reply(body, status: 422))
        #expect(failure.code == .providerRefused)
        #expect(failure.message == "HTTP 422: " + message)
        #expect(failure.providerCode == code)
        #expect(failure.status == 422)
    }

    @Test(arguments: [
        (
            400, #"{"error":{"message":"no","type":"image_generation_user_error","code":"moderation_blocked"}}"#,
            ErrorCode.providerModeration
        ),
        (
            400,
            #"{"error":{"message":"no","moderation_details":{"moderation_stage":"output","categories":["violence"]}}}"#,
            .providerModeration
        ),
        (400, #"{"error":{"message":"rejected, safety_violations=[sexual]","code":"bad"}}"#, .providerModeration),
        (400, #"{"error":{"message":"x","code":"content_policy_violation"}}"#, .providerModeration),
        (404, #"{"error":{"message":"The model does not exist","code":"model_not_found"}}"#, .modelNotFound),
        (404, #"{"error":{"message":"no such path","code":null}}"#, .providerRefused),
        (401, #"{"error":{"message":"bad key","code":"invalid_api_key"}}"#, .authenticationFailed),
        (403, #"{"error":{"message":"x","code":"model_not_found"}}"#, .authenticationFailed),
        (429, #"{"error":{"message":"slow down","code":"rate_limit_exceeded"}}"#, .providerBusy),
        (503, #"{"error":"starting"}"#, .providerBusy),
        (500, #"{"error":{"message":"x","code":"moderation_blocked"}}"#, .providerFailed),
        (524, #"{}"#, .outcomeUnknown),
        (302, #"{}"#, .providerRefused),
    ])
    func `the code of a refusal`(status: Int, body: String, code: ErrorCode) throws {
        #expect(try failure(Sample.reply(body, status: status)).code == code)
    }

    @Test func `moderation categories are in the message`() throws {
        let failure = try failure(
            Sample.reply(
                #"{"error":{"message":"no","code":"moderation_blocked","moderation_details":{"categories":["violence","gore"]}}}"#,
                status: 400
            )
        )
        #expect(failure.message == "HTTP 400: no – violence, gore")
    }

    @Test func `an HTML page from a proxy is told by its title`() throws {
        let reply = Reply(
            status: 502,
            headers: [HeaderField("Content-Type", "text/html")],
            value: nil,
            text: "<html><head><title>502 Bad\n Gateway</title></head><body>…</body></html>"
        )
        let failure = try failure(reply)
        #expect(failure.code == .providerFailed)
        #expect(failure.message == "HTTP 502: an HTML page, \"502 Bad Gateway\"")
    }

    @Test(arguments: [
        (#"{"data":[]}"#, ErrorCode.replyEmpty, "the answer holds no media"),
        (#"{"error":{"code":0}}"#, .replyEmpty, "the answer holds no media"),
        (
            #"{"job_id":"task_7","note":"soon"}"#, .replyEmpty,
            "the answer names a job (task_7) in no known form, and holds no media"
        ),
        (#"{"success":false,"error":"quota"}"#, .replyEmpty, "the answer holds no media: quota"),
        (
            #"{"error":{"message":"blocked","code":"moderation_blocked"}}"#, .providerModeration,
            "the answer holds no media: blocked"
        ),
    ])
    func `a 2xx answer without media`(body: String, code: ErrorCode, message: String) throws {
        let failure = try failure(Sample.reply(body))
        #expect(failure.code == code)
        #expect(failure.message == message)
        #expect(failure.outcome(ambiguous: .retry).billed == .maybe)
        #expect(failure.outcome(ambiguous: .retry).code == code)
        #expect(failure.outcome(ambiguous: .retry).code?.exit == .refusedByProvider)
    }

    @Test func `a 2xx answer that is not JSON cannot be understood`() throws {
        let failure = try failure(Reply(status: 200, headers: [], value: nil, text: "<!DOCTYPE html><p>Sign in"))
        #expect(failure.code == .replyUnparsable)
        #expect(failure.message == "the answer is not JSON: an HTML page")
        #expect(failure.outcome(ambiguous: .retry) == AttemptOutcome.of(.unparsable))
    }

    @Test(arguments: [
        ([HeaderField("X-Request-ID", "req_1"), HeaderField("x-api-request-id", "a")], "{}", "req_1" as String?),
        ([HeaderField("X-Api-Request-Id", "api_1")], "{}", "api_1"),
        ([], #"{"request_id":"r2","message":"x"}"#, "r2"),
        ([], #"{"error":{"message":"blocked (request id: 2026abc)"}}"#, "2026abc"),
        ([HeaderField("x-request-id", "a b")], "{}", nil),
    ])
    func `the request id`(headers: [HeaderField], body: String, id: String?) throws {
        #expect(try failure(Sample.reply(body, status: 400, headers: headers)).requestID == id)
    }

    @Test func `a stranger's message is one line and ends`() throws {
        let text = #"a\u001b[31m\n\n  b\u202e "# + String(repeating: "x", count: 600)
        let message = try failure(Sample.reply(#"{"error":"\#(text)"}"#, status: 400)).message
        #expect(message.hasPrefix("HTTP 400: a [31m b x"))
        #expect(message.count == 501)
        #expect(message.hasSuffix("…"))
    }
}
