import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProvider

/// Every service of the table, from the answer to the submit to the end of the job.
@Suite struct JobShapeTests {
    private struct Surprise: Error {}

    private let dialect = OpenAIDialect()

    private func endpoint(_ sample: JobSample) -> ProviderEndpoint {
        ProviderEndpoint(baseURL: sample.base, token: "t")
    }

    private func intent(_ sample: JobSample) -> Intent {
        Sample.intent(route: sample.mode == .video ? "videos" : "generations", endpoint: sample.endpoint)
    }

    private func submitted(_ sample: JobSample) throws -> (Job, JobReport) {
        let reply = try Sample.reply(sample.submitted, status: sample.status)
        let step = dialect.after(reply, to: .submit(), intent(sample), endpoint: endpoint(sample))
        guard case .follow(let job, let report, nil) = step else { throw Surprise() }
        return (job, report)
    }

    private func polled(_ sample: JobSample, _ body: String, status: Int = 200) throws -> Step {
        let (job, _) = try submitted(sample)
        return dialect.after(
            try Sample.reply(body, status: status),
            to: .poll(job),
            intent(sample),
            endpoint: endpoint(sample)
        )
    }

    @Test func `each row of the table has a sample`() {
        #expect(Set(JobSample.all.map(\.shape)).union(["new-api"]) == Set(JobShapes.all.map(\.name)))
    }

    @Test(arguments: JobSample.all)
    func `a submit is answered by a job, and the job knows where it is asked for`(sample: JobSample) throws {
        let (job, report) = try submitted(sample)
        #expect(job.id == sample.id)
        #expect(job.memory["shape"] == sample.shape)
        #expect(report.state == sample.first)
        let poll = dialect.poll(job, intent(sample), endpoint: endpoint(sample))
        #expect(poll.method == "GET")
        #expect(poll.url == sample.poll)
        #expect(poll.purpose == .poll(job))
        #expect(!poll.bills)
    }

    @Test(arguments: JobSample.all)
    func `a poll on the way`(sample: JobSample) throws {
        guard case .follow(let job, let report, nil) = try polled(sample, sample.underway) else { throw Surprise() }
        #expect(report.state == sample.state)
        #expect(JobState(word: report.raw) == sample.state)
        #expect(report.progress == sample.progress)
        #expect(report.position == sample.position)
        #expect(dialect.poll(job, intent(sample), endpoint: endpoint(sample)).url == sample.poll)
    }

    @Test(arguments: JobSample.all)
    func `a finished job names its media, or where it is`(sample: JobSample) throws {
        switch try polled(sample, sample.finished) {
        case .done(let media, _, _, nil, _):
            #expect(media == sample.media)
        case .fetch(let request, let report):
            #expect(sample.media.isEmpty)
            #expect(request.url == sample.content)
            #expect(request.method == "GET" && !request.bills)
            #expect(report.state == .succeeded)
        default: throw Surprise()
        }
    }

    @Test(arguments: JobSample.all)
    func `a failed job fails in the provider's words`(sample: JobSample) throws {
        guard case .fail(let failure) = try polled(sample, sample.failed) else { throw Surprise() }
        #expect(failure.code == sample.code)
        #expect(failure.message.contains(sample.words))
        #expect(failure.outcome(ambiguous: .retry).code == sample.code)
        #expect(failure.outcome(ambiguous: .retry).billed == .maybe)
        #expect(!failure.outcome(ambiguous: .retry).retries)
    }

    // Black Forest Labs' finished answer shows no mark of its form.
    @Test(arguments: JobSample.all.filter { $0.shape != "bfl" })
    func `an answer that is finished at once is taken at once`(sample: JobSample) throws {
        let reply = try Sample.reply(sample.finished, status: sample.status)
        switch dialect.after(reply, to: .submit(), intent(sample), endpoint: endpoint(sample)) {
        case .done(let media, _, _, nil, _): #expect(media == sample.media)
        case .fetch(let request, _): #expect(request.url == sample.content)
        default: throw Surprise()
        }
    }

    @Test func `usage, cost and echo of a finished job`() throws {
        let openRouter = try #require(JobSample.all.first { $0.name == "OpenRouter" })
        guard case .done(_, let echoed, let usage, _, _) = try polled(openRouter, openRouter.finished) else {
            throw Surprise()
        }
        #expect(echoed.costUSD == "0.5")
        #expect(usage?["cost"]?.number?.text == "0.5")
        let sora = try #require(JobSample.all.first { $0.name == "new-api, like Sora" })
        guard case .done(_, let other, _, _, _) = try polled(sora, sora.finished) else { throw Surprise() }
        #expect(other.model == "kling-v1")
        #expect(other.created == 1_793_232_000)
    }
}
