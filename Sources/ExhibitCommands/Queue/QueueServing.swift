import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitQueue
import ExhibitRun

/// `queue work`: works on whatever the queue has, until told to stop or until nothing is left.
struct QueueServing {
    let options: QueueServeOptions
    let context: CommandContext
    let place: QueuePlace

    init(_ options: QueueServeOptions, _ given: CommandContext) throws {
        var context = given
        context.providers = ProviderShelf()
        self.options = options
        self.context = context
        place = try QueuePlace(options.queue, context)
    }

    func perform() async throws -> Answer {
        let (limits, note) = try self.limits()
        let seconds = options.working.taskTimeoutSeconds ?? QueueBounds.standard.taskTimeoutSeconds
        if let seconds { try WorkBounds.check(timeout: seconds) }
        let work = QueueWork(
            place: place,
            context: context,
            output: options.queue.output,
            limits: limits,
            taskTimeout: seconds.map { .seconds($0) }
        )
        let stay: CrewPlan.Stay = options.untilEmpty ? .untilEmpty : .untilTold
        let ended = try await work.perform(submitting: { _ in }, stay: { stay }).ended
        return try answer(ended, note)
    }

    /// The command line before the newest submission, under the caps of the policies that judge here by themselves.
    private func limits() throws -> (ClaimLimits, Note?) {
        let settings = try HomeConfig.load(home: place.home.path)
        let policies = try PolicyLibrary(home: place.home, environment: context.environment)
            .adopted(options.policies, defaults: settings.defaultPolicies)
        let submitted = try QueueContents(place, context.environment).view().limits.maxWorkers
        // What a submission was allowed was checked under its own policies.
        let (workers, note) =
            try options.working.maxWorkers.map {
                try WorkBounds.workers($0, cap: policies.compactMap(\.policy.limits.maxWorkers).max())
            } ?? (submitted, nil)
        return (ClaimLimits(maxWorkers: workers, providers: try ProviderBounds.load(place.home)), note)
    }

    /// A worker that was told to stop has done what it was to do; one that worked until nothing was left tells how that went.
    private func answer(_ ended: Set<String>, _ note: Note?) throws -> Answer {
        let contents = try QueueContents(place, context.environment)
        let views = try contents.views(contents.rows().filter { ended.contains($0.task) })
        let told = QueueAnswer(place: place, view: try contents.view(), tasks: views, notes: [note].compactMap(\.self))
        var answer = told.answer
        if context.signals.code != nil || !options.untilEmpty {
            answer.report = nil
            answer.result =
                answer.result.object.map { object in
                    var object = object
                    object["ok"] = true
                    return .object(object)
                } ?? answer.result
        }
        return answer
    }
}
