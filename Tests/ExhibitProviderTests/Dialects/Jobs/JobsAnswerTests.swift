import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct JobsAnswerTests {
    private let talk = JobsRequestTests.talk("flux-dev")
    private let job = Job(id: "0123456789abcdef0123456789abcdef")

    private func media(_ type: String, _ headers: [HeaderField] = []) -> Reply {
        Reply(status: 200, headers: [HeaderField("Content-Type", type)] + headers, value: nil)
    }

    @Test func `an accepted job is followed by its name`() throws {
        let step = try talk.after(
            #"{"job_id":"0123456789abcdef0123456789abcdef","status":"queued","position":2,"created_at":"2026-11-21T10:00:00+00:00"}"#,
            .submit()
        )
        let (job, report) = try step.followed
        #expect(job == self.job)
        #expect(report == JobReport(.queued, raw: "queued", position: 2))
        let poll = talk.dialect.poll(job, talk.intent, endpoint: talk.endpoint)
        #expect(poll.method == "GET" && poll.purpose == .poll(job) && !poll.bills && poll.body == .none)
        #expect(poll.url == "http://gpu.local:8000/jobs/0123456789abcdef0123456789abcdef")
    }

    @Test(arguments: [
        (#"{"status":"queued","position":1}"#, JobState.queued, 1 as Int?),
        (#"{"status":"processing","position":0}"#, .running, nil),
        (#"{"status":"thinking","position":-1}"#, .unknown, nil), ("{}", .unknown, nil),
    ])
    func `a job that goes on`(body: String, state: JobState, position: Int?) throws {
        let (followed, report) = try talk.after(body, .poll(job)).followed
        #expect(followed == job && report.state == state && report.position == position)
    }

    @Test func `a finished job's bytes are fetched, with what the server says of them`() throws {
        let step = try talk.after(
            #"{"status":"completed","position":-1,"source":"local","seed":18446744073709551615,"error":null}"#,
            .poll(job)
        )
        guard case .fetch(let request, let report) = step else { throw Conversation.Surprise(step: step) }
        #expect(request.url == "http://gpu.local:8000/jobs/\(job.id)/result" && request.purpose == .result(job))
        #expect(report.state == .succeeded && report.echoed == Echoed(seed: "18446744073709551615", source: "local"))
        let headers = [
            HeaderField("X-Source", "local"), HeaderField("X-Seed", "7"), HeaderField("X-Model", "flux-dev"),
        ]
        for type in ["image/png", "image/webp"] {
            let done = try talk.after(media(type, headers), .result(job)).done
            #expect(done.media == [MediaReference(pointer: "", kind: .body)])
            #expect(done.echoed == Echoed(model: "flux-dev", seed: "7", source: "local"))
            #expect(done.check == nil)
        }
    }

    @Test func `a result that is not there yet is followed on`() throws {
        let (followed, report) = try talk.after(
            #"{"job_id":"x","status":"queued","position":1}"#,
            .result(job),
            status: 202
        ).followed
        #expect(followed == job && report.state == .queued && report.position == 1)
    }

    @Test func `cancelling is for what has not begun`() throws {
        func request(_ state: JobState) -> ProviderRequest? {
            talk.dialect.cancellation(of: job, state, talk.intent, endpoint: talk.endpoint)
        }
        #expect(request(.queued)?.method == "DELETE")
        #expect(request(.queued)?.url == "http://gpu.local:8000/jobs/\(job.id)")
        #expect(request(.unknown)?.purpose == .cancel(job))
        for state in [JobState.running, .succeeded, .failed, .cancelled, .expired] { #expect(request(state) == nil) }
        let confirmed = try talk.after(#"{"job_id":"x","status":"cancelled"}"#, .cancel(job)).followed
        #expect(confirmed.report.state == .cancelled)
        let refused = try talk.after(
            #"{"detail":"Cannot cancel job in 'processing' state"}"#,
            .cancel(job),
            status: 409
        ).failure
        #expect(refused.message == "HTTP 409: Cannot cancel job in 'processing' state")
    }

    typealias Row = (purpose: Purpose, status: Int, body: String, meaning: String)
    private static let known = Job(id: "a1")

    static let failures: [Row] = [
        (.submit(), 400, #"{"detail":"Unknown model: x"}"#, "provider.refused 5 no"),
        (.submit(), 422, #"{"detail":[{"loc":["body","width"],"msg":"too large"}]}"#, "provider.refused 5 no"),
        (.submit(), 429, #"{"detail":"Job queue is full"}"#, "provider.busy 7 no again"),
        (.submit(), 503, #"{"detail":"GPU is paused"}"#, "provider.busy 7 no"),
        (.submit(), 500, #"{"detail":"Internal Server Error"}"#, "provider.failed 1 maybe again"),
        (.submit(), 200, #"{"status":"queued"}"#, "reply.no_media 5 maybe"),
        (.submit(), 200, #"{"job_id":"../admin"}"#, "reply.no_media 5 maybe"),
        (.prepare("upload image"), 503, #"{"detail":"Failed to upload image to ComfyUI: x"}"#, "provider.busy 7 no"),
        (.prepare("upload image"), 422, #"{"detail":"no part"}"#, "provider.refused 5 no"),
        (.prepare("upload image"), 200, "{}", "reply.unparsable 1 no"),
        (.poll(known), 200, #"{"status":"failed","error":"CUDA out of memory"}"#, "job.failed 1 maybe"),
        (.poll(known), 200, #"{"status":"cancelled"}"#, "job.cancelled 1 maybe"),
        (.poll(known), 404, #"{"detail":"Job not found"}"#, "job.expired 1 maybe"),
        (.poll(known), 502, "{}", "provider.failed 1 maybe again"),
        (.poll(known), 429, "{}", "provider.busy 7 no again"),
        (.result(known), 404, #"{"detail":"Job not found"}"#, "job.expired 1 maybe"),
        (.result(known), 410, #"{"detail":"Result expired"}"#, "job.expired 1 maybe"),
        (.result(known), 410, #"{"detail":"Job was cancelled"}"#, "job.cancelled 1 maybe"),
        (.result(known), 410, #"{"detail":"Job failed: CUDA out of memory"}"#, "job.failed 1 maybe"),
        (.result(known), 200, #"{"detail":"odd"}"#, "reply.no_media 5 maybe"),
        (.cancel(known), 404, #"{"detail":"Job not found"}"#, "job.expired 1 maybe"),
    ]

    @Test(arguments: failures)
    func `what a failure means`(row: Row) throws {
        #expect(meaning(try talk.after(row.body, row.purpose, status: row.status).failure) == row.meaning)
    }

    @Test func `a full queue is worth half a minute, and words are kept`() throws {
        let full = try talk.after(#"{"detail":"Job queue is full"}"#, .submit(), status: 429).failure
        #expect(full.wait == .seconds(30) && full.message == "the queue is full: Job queue is full")
        let broken = try talk.after(#"{"status":"failed","error":"CUDA out of memory"}"#, .poll(job)).failure
        #expect(broken.message == "the job failed: CUDA out of memory")
    }

    @Test func `another path takes the place of jobs in all requests`() throws {
        let talk = Conversation(JobsDialect(), base: "http://gpu.local:8000", model: "flux-dev", path: "/api/jobs?v=2")
        #expect(try talk.start().request.url == "http://gpu.local:8000/api/jobs?v=2")
        #expect(
            talk.dialect.poll(job, talk.intent, endpoint: talk.endpoint).url
                == "http://gpu.local:8000/api/jobs/\(job.id)"
        )
        let elsewhere = Conversation(
            JobsDialect(),
            base: "http://gpu.local:8000",
            model: "flux-dev",
            path: "http://x.example/jobs"
        )
        #expect(try elsewhere.refusal()?.code == .usageInvalid)
    }
}
