import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

/// What follows from answers about a job, whatever its form.
@Suite struct JobStepTests {
    private struct Surprise: Error {}

    private let dialect = OpenAIDialect()
    private let video = Sample.intent(route: "videos")
    private let url = "https://gw.example/v1/videos/v1"

    private func job(_ memory: [String: String] = [:]) -> Job {
        Job(id: "v1", memory: ["shape": "videos", "poll": url].merging(memory) { $1 })
    }

    private func after(_ reply: Reply, to purpose: Purpose, _ intent: Intent? = nil) -> Step {
        dialect.after(reply, to: purpose, intent ?? video, endpoint: Sample.endpoint)
    }

    private func failure(_ step: Step) throws -> ProviderFailure {
        guard case .fail(let failure) = step else { throw Surprise() }
        return failure
    }

    @Test(arguments: JobState.allCases)
    func `each state has its step`(state: JobState) throws {
        let word = [
            JobState.queued: "queued", .running: "in_progress", .succeeded: "completed", .failed: "failed",
            .cancelled: "cancelled", .expired: "expired", .unknown: "pondering",
        ][state]
        let reply = try Sample.reply(#"{"id":"v1","status":"\#(try #require(word))"}"#)
        for purpose in [Purpose.submit(), .poll(job())] {
            let step = after(reply, to: purpose)
            switch state {
            case .queued, .running, .unknown:
                guard case .follow(_, let report, nil) = step else { throw Surprise() }
                #expect(report.state == state && report.raw == word)
            case .succeeded:
                guard case .fetch(let request, _) = step else { throw Surprise() }
                #expect(request.url == url + "/content")
            case .failed: #expect(try failure(step).end == .jobFailed)
            case .cancelled: #expect(try failure(step).end == .jobCancelled)
            case .expired: #expect(try failure(step).end == .jobExpired)
            }
        }
    }

    @Test(arguments: [
        ("queued", JobState.queued), ("Pending", .queued), ("SUBMITTED", .queued), ("created", .queued),
        ("starting", .queued), ("NOT_START", .queued), ("in-queue", .queued), ("waiting", .queued),
        ("in progress", .running), ("processing", .running), ("RUNNING", .running), ("generating", .running),
        ("completed", .succeeded), ("complete", .succeeded), ("SUCCEEDED", .succeeded), ("success", .succeeded),
        ("Ready", .succeeded), ("done", .succeeded), ("finished", .succeeded), ("failed", .failed),
        ("FAILURE", .failed), ("Error", .failed), ("timeout", .failed), ("Request Moderated", .failed),
        ("Content Moderated", .failed), ("Task not found", .failed), ("cancelled", .cancelled),
        ("canceled", .cancelled), ("expired", .expired), ("gone", .expired), ("pausing", .unknown), ("", .unknown),
    ])
    func `the words of the providers`(word: String, state: JobState) {
        #expect(JobState(word: word) == state)
    }

    @Test func `an unknown state with media is followed, and never taken as done`() throws {
        let reply = try Sample.reply(#"{"id":"v1","status":"pondering","url":"https://cdn.example/v.mp4"}"#)
        guard case .follow = after(reply, to: .poll(job())) else { throw Surprise() }
    }

    @Test func `an address beside a job that goes on is a promise, not the media`() throws {
        let reply = try Sample.reply(#"{"id":"v1","status":"queued","result_url":"https://gw.example/v1/r/v1"}"#)
        guard case .follow(let job, _, _) = after(reply, to: .submit()) else { throw Surprise() }
        #expect(job.id == "v1")
    }

    @Test(arguments: [
        #"{"id":"gen-1","created":1,"data":[{"b64_json":"iVBO"}]}"#, #"{"task_id":"t","data":[{"b64_json":"iVBO"}]}"#,
        #"{"id":"gen-1","status":"completed","data":[{"b64_json":"iVBO"}]}"#,
        #"{"id":"gen-1","status":"fine","data":[{"b64_json":"iVBO"}]}"#,
    ])
    func `media that comes at once is no job, whatever names stand beside it`(body: String) throws {
        guard case .done(let media, _, _, _, _) = after(try Sample.reply(body), to: .submit(), Sample.intent()) else {
            throw Surprise()
        }
        #expect(media == [MediaReference(pointer: "/data/0/b64_json", kind: .base64)])
    }

    @Test(arguments: [
        #"{"job":{"id":"x","status":"queued"}}"#, #"{"id":"x","choices":[]}"#, #"{"request_id":"x","status":"queued"}"#,
        #"{"id":["x"],"status":"queued"}"#, #"{"user":{"id":"x"},"status":"queued"}"#, #"{"id":"","status":"queued"}"#,
    ])
    func `a name somewhere else is no job's`(body: String) throws {
        let failure = try failure(after(try Sample.reply(body), to: .submit()))
        #expect(failure.code == .replyEmpty)
    }

    @Test func `a job's number is its name too, and no name leaves its place in the path`() throws {
        for (id, segment) in [("17", "17"), (#""a/../b?c=d#e""#, "a%2F..%2Fb%3Fc%3Dd%23e"), (#""..""#, "%2E%2E")] {
            let reply = try Sample.reply(#"{"id":\#(id),"status":"queued"}"#)
            guard case .follow(let job, _, _) = after(reply, to: .submit()) else { throw Surprise() }
            #expect(
                dialect.poll(job, video, endpoint: Sample.endpoint).url == "https://gw.example/v1/videos/" + segment
            )
        }
    }

    @Test func `the caller's template leads to the job, also where the answer names an address`() throws {
        let options: [Intent.Option] = [.init("status_endpoint_template", .text("/jobs/{id}/state?v=2"))]
        let intent = Sample.intent(route: "videos", options: options)
        let reply = try Sample.reply(#"{"id":"v1","status":"queued","polling_url":"https://other.example/v1"}"#)
        guard case .follow(let job, _, _) = after(reply, to: .submit(), intent) else { throw Surprise() }
        #expect(dialect.poll(job, intent, endpoint: Sample.endpoint).url == "https://gw.example/v1/jobs/v1/state?v=2")
        let finished = after(try Sample.reply(#"{"id":"v1","status":"completed"}"#), to: .poll(job), intent)
        guard case .fetch(let request, _) = finished else { throw Surprise() }
        #expect(request.url == "https://gw.example/v1/jobs/v1/state/content?v=2")
    }

    @Test(arguments: ["/videos", "", "https://other.example/{id}", "/videos/{id} "])
    func `a template that leads to no job is refused before anything is sent`(template: String) {
        let intent = Sample.intent(route: "videos", options: [.init("status_endpoint_template", .text(template))])
        #expect {
            try dialect.start(intent, endpoint: Sample.endpoint)
        } throws: { ($0 as? ProviderError)?.report.code == .usageInvalid }
    }

    @Test func `a path of one's own is polled below itself, before its query`() throws {
        let intent = Sample.intent(route: "videos", endpoint: "/clips?api-version=1")
        let reply = try Sample.reply(#"{"id":"v1","status":"queued"}"#)
        guard case .follow(let job, _, _) = after(reply, to: .submit(), intent) else { throw Surprise() }
        #expect(job.memory["poll"] == "https://gw.example/v1/clips/v1?api-version=1")
    }

    @Test func `a 404 is haste until the job was seen, five times`() throws {
        var job = job()
        let missing = try Sample.reply(#"{"error":{"message":"no such task"}}"#, status: 404)
        for _ in 1...5 {
            guard case .follow(let next, let report, _) = after(missing, to: .poll(job)) else { throw Surprise() }
            #expect(report.state == .unknown && report.raw == "HTTP 404")
            job = next
        }
        #expect(try failure(after(missing, to: .poll(job))).end == .jobExpired)
    }

    @Test func `a 404 after the job was seen says that it is gone`() throws {
        let running = try Sample.reply(#"{"id":"v1","status":"running"}"#)
        guard case .follow(let seen, _, _) = after(running, to: .poll(job(["missing": "2"]))) else { throw Surprise() }
        #expect(seen.memory["missing"] == nil)
        let failure = try failure(after(try Sample.reply("{}", status: 404), to: .poll(seen)))
        #expect(failure.end == .jobExpired)
        #expect(failure.outcome(ambiguous: .retry).code == .jobExpired)
    }

    @Test(arguments: [410]) func `gone is gone at once`(status: Int) throws {
        #expect(try failure(after(try Sample.reply("{}", status: status), to: .poll(job()))).end == .jobExpired)
    }

    @Test(arguments: [(429, true), (500, true), (503, true), (401, false), (400, false)])
    func `other refusals of a poll are left to the table`(status: Int, retries: Bool) throws {
        let failure = try failure(after(try Sample.reply(#"{"error":"x"}"#, status: status), to: .poll(job())))
        #expect(failure.end == nil)
        #expect(failure.outcome(ambiguous: .retry).retries == retries)
    }

    @Test(arguments: [#"{"message":"upstream hiccup"}"#, "{}", "[]", "null"])
    func `an answer that says no state is followed`(body: String) throws {
        guard case .follow(_, let report, _) = after(try Sample.reply(body), to: .poll(job())) else { throw Surprise() }
        #expect(report.state == .unknown)
        #expect(report.raw == (body.contains("hiccup") ? "upstream hiccup" : ""))
    }

    @Test func `a page of a proxy in place of an answer is followed`() throws {
        let page = Reply(status: 200, headers: [], value: nil, text: #"<html><img src="/logo.png"></html>"#)
        guard case .follow = after(page, to: .poll(job())) else { throw Surprise() }
        #expect(try failure(after(page, to: .result(job()))).end == .noMedia)
    }

    @Test func `the result is the answer's own bytes, or what it names`() throws {
        let bytes = Reply(status: 200, headers: [HeaderField("Content-Type", "application/octet-stream")], value: nil)
        for purpose in [Purpose.result(job()), .poll(job())] {
            guard case .done(let media, _, _, _, _) = after(bytes, to: purpose) else { throw Surprise() }
            #expect(media == [MediaReference(pointer: "", kind: .body)])
        }
        let named = try Sample.reply(#"{"url":"https://cdn.example/v.mp4"}"#)
        guard case .done(let media, _, _, _, _) = after(named, to: .result(job())) else { throw Surprise() }
        #expect(media == [JobSample.url("/url", "https://cdn.example/v.mp4")])
    }

    @Test(arguments: [
        (404, AttemptEnd.downloadFailed as AttemptEnd?), (410, .jobExpired), (200, .noMedia), (500, nil), (401, nil),
    ])
    func `a result that is not there`(status: Int, end: AttemptEnd?) throws {
        #expect(try failure(after(try Sample.reply("{}", status: status), to: .result(job()))).end == end)
    }

    @Test(arguments: [202, 409, 425])
    func `a result that is not there yet`(status: Int) throws {
        guard case .follow(_, let report, _) = after(try Sample.reply("{}", status: status), to: .result(job())) else {
            throw Surprise()
        }
        #expect(report.state == .unknown)
    }

    @Test func `a finished image job without an image is a failure, not a request for content`() throws {
        let reply = try Sample.reply(#"{"id":"v1","status":"completed"}"#)
        #expect(try failure(after(reply, to: .poll(job()), Sample.intent())).end == .noMedia)
    }

    @Test(arguments: [("1793235600", Int64(1_793_235_600_000)), ("1793235600123", 1_793_235_600_123)])
    func `an expiry in seconds or milliseconds`(written: String, milliseconds: Int64) throws {
        let reply = try Sample.reply(#"{"id":"v1","status":"queued","expires_at":\#(written)}"#)
        guard case .follow(let job, _, _) = after(reply, to: .submit()) else { throw Surprise() }
        #expect(job.expiresAt == Timestamp(milliseconds: milliseconds))
        let later = try Sample.reply(#"{"id":"v1","status":"running","expires_at":null}"#)
        guard case .follow(let same, _, _) = after(later, to: .poll(job)) else { throw Surprise() }
        #expect(same.expiresAt == job.expiresAt)
    }

    @Test func `a job is given up where its provider says`() throws {
        let replicate = try #require(JobSample.all.first { $0.shape == "replicate" })
        let local = try #require(JobSample.all.first { $0.shape == "stable-diffusion.cpp" })
        for (sample, address) in [(replicate, replicate.poll + "/cancel"), (local, local.poll + "/cancel")] {
            let endpoint = ProviderEndpoint(baseURL: sample.base, token: "t")
            let reply = try Sample.reply(sample.submitted, status: sample.status)
            guard case .follow(let job, _, _) = dialect.after(reply, to: .submit(), Sample.intent(), endpoint: endpoint)
            else { throw Surprise() }
            let cancel = try #require(dialect.cancellation(of: job, .running, Sample.intent(), endpoint: endpoint))
            #expect(cancel.method == "POST" && cancel.url == address && !cancel.bills)
            #expect(dialect.cancellation(of: job, .succeeded, Sample.intent(), endpoint: endpoint) == nil)
            let confirmed = try Sample.reply(#"{"id":"\#(sample.id)","status":"canceled"}"#)
            guard case .follow(_, let report, _) = after(confirmed, to: .cancel(job)) else { throw Surprise() }
            #expect(report.state == .cancelled)
            guard case .fail = after(try Sample.reply("{}", status: 409), to: .cancel(job)) else { throw Surprise() }
        }
        #expect(dialect.cancellation(of: job(), .queued, video, endpoint: Sample.endpoint) == nil)
    }
}
