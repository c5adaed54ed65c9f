import ExhibitLedger
import ExhibitModel
import ExhibitRun

/// `runs resume` and `runs reconcile`.
enum RunsAgain {
    static func resume(_ options: RunsCommands.Options, _ context: CommandContext) async -> Int32 {
        await context.answering("runs resume", options.output) {
            let again = try AgainSetup(options, context)
            let result = try await again.session.perform { run in
                try await run.resume(again.plan, retryUnknown: options.retryUnknown)
            } resulting: {
                again.run
            }
            return MakeAnswer.of(result)
        }
    }

    static func reconcile(_ options: RunsCommands.Options, _ context: CommandContext) async -> Int32 {
        await context.answering("runs reconcile", options.output) {
            guard options.outcome == .recovered || options.file == nil else {
                throw Report(
                    .usageInvalid,
                    "--file goes with --as recovered",
                    hint: "exhibit runs reconcile RUN --as recovered --file FILE"
                )
            }
            guard options.outcome != .recovered || options.file != nil else {
                throw Report(.usageInvalid, "--as recovered needs the picture", hint: "add --file FILE")
            }
            let again = try AgainSetup(options, context)
            let word: ReconcileWord? = options.outcome.map { outcome in
                outcome == .lost
                    ? .lost(reason: options.reason ?? "")
                    : .recovered(
                        file: context.environment.absolute(options.file ?? ""),
                        reason: options.reason ?? ""
                    )
            }
            let result = try await again.session.perform { run in
                try await run.reconcile(again.plan, word)
            } resulting: {
                again.run
            }
            var answer = MakeAnswer.of(result)
            // Giving the run up is what was asked for: that is no failure of the command.
            if options.outcome == .lost, answer.report?.code == .outcomeLost {
                answer.report = nil
                answer.lines = ["lost      run \(again.run.suffix(8)): recorded as your word"]
            }
            return answer
        }
    }
}
