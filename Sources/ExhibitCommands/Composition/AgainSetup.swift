import ExhibitLedger
import ExhibitModel
import ExhibitRun

/// `runs resume` and `runs reconcile`: the run that is meant, made ready to go on.
struct AgainSetup {
    let run: String
    let plan: RunPlan
    let session: RunSession

    init(_ options: RunsCommands.Options, _ context: CommandContext) throws {
        let home = try context.home(options.home, options.output)
        let reader = try Reader(home, context.environment)
        run = try reader.find(options.run)
        var resumed = try ResumedRun(
            run,
            reader,
            retriesUnknown: options.retryUnknown,
            config: options.home.config,
            context
        )
        resumed.plan.polling = PollPlan(
            interval: options.pollInterval.map { .seconds($0) },
            deadline: options.timeoutMilliseconds.map { .milliseconds($0) }
        )
        plan = resumed.plan
        session = RunSession(
            context: context,
            home: home,
            secrets: resumed.resolved.secrets,
            output: options.output,
            sequentialProvider: resumed.resolved.sequentialID(plan.intent)
        )
    }
}
