import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// What one run carries from step to step.
struct Course {
    let plan: RunPlan
    let dialect: any Dialect
    let endpoint: ProviderEndpoint
    let planned: Planned
    /// The request under way, or to be sent next.
    var current: PreparedRequest
    /// The inputs are in the store: what is sent is what is kept.
    var hasStagedInputs = false
    var log = RunLog()
    var notes: [Note]
    /// The worst that an attempt of the run may have cost, whatever the last one says.
    var billed = Billed.no
    /// The run has ended as unknown; what is learnt now settles that.
    var settlesUnknown = false
    /// The result is a remote job's: the caller's time-out is how long the job is followed, not how long a request takes.
    var followsJob = false
    /// Of the attempt under way: 0 is what comes before the request that may bill, 1 is that request, the others are
    /// polls and downloads.
    var step = 1

    var run: String { plan.run.description }
    var task: String { plan.intent.taskName }
    /// Whether the run's requests may cost money.
    var bills: Bool { plan.intent.mode.bills }
    /// How much of an answer that is no JSON is read.
    var textLimit: Int { bills ? ReadReply.textLimit : .max }

    /// Texts that are private wherever an answer repeats them.
    var prompts: [String] {
        let options = plan.intent.options.compactMap { option in
            if case .privateText(let text) = option.value { text } else { nil }
        }
        return Array(Set([plan.intent.prompt, planned.sent.prompt] + options)).filter { !$0.isEmpty }
    }

    func draft(_ type: EntryType, attempt: Int? = nil, _ body: JSONObject) -> EntryDraft {
        EntryDraft(type, run: run, task: task, attempt: attempt, body)
    }

    /// For one request that bills nothing: what a finished job made is not given up for a short deadline.
    var requestLimit: Duration {
        let given = Duration.milliseconds(plan.timeoutMilliseconds)
        return followsJob ? max(given, .seconds(120)) : given
    }

    /// `<run>.<n>`: the attempt's name to the provider, and of its unfinished bytes.
    func attemptName(_ number: Int) -> String { "\(run).\(number)" }

    /// What follows from an answer to the request under way.
    func step(after reply: Reply) -> Step {
        dialect.after(reply, to: current.request.purpose, plan.intent, endpoint: endpoint)
    }
}
