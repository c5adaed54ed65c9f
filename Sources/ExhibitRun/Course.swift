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
    let pieces: RequestPieces
    /// The request as the archive keeps it: the same for every attempt.
    let archived: ArchivedBody
    /// Commitment to the digest of the request; made with the first attempt.
    var requestCommit: String?
    var log = RunLog()
    var notes: [Note]
    /// The worst that an attempt of the run may have cost, whatever the last one says.
    var billed = Billed.no
    /// Of the attempt under way: 1 is the request that may bill, the others are downloads.
    var step = 1

    var run: String { plan.run.description }
    var task: String { plan.intent.taskName }
    var prompts: [String] { Array(Set([plan.intent.prompt, planned.sent.prompt])) }

    func draft(_ type: EntryType, attempt: Int? = nil, _ body: JSONObject) -> EntryDraft {
        EntryDraft(type, run: run, task: task, attempt: attempt, body)
    }

    /// `<run>.<n>`: the attempt's name to the provider, and of its unfinished bytes.
    func attemptName(_ number: Int) -> String { "\(run).\(number)" }
}
