import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRun

/// Turns a command line, its material and the chosen provider into the plans of its runs.
struct RunPlanner {
    let options: MakeOptions
    let kind: MakeKind
    let material: MakeMaterial
    let resolved: ResolvedProvider
    let policies: [AdoptedPolicy]
    let home: Home
    let environment: Environment
    /// The id that the first run has to have; nil to make one.
    var run: ULID?

    /// One plan for each text.
    func plans() throws -> [RunPlan] {
        let texts = material.texts
        return try texts.enumerated().map { index, text in
            let run = index == 0 ? run : nil
            return try plan(text, run ?? environment.makeID(), suffix: texts.count > 1 ? "-\(index + 1)" : "")
        }
    }

    private func plan(_ text: String, _ run: ULID, suffix: String) throws -> RunPlan {
        let taskName = self.taskName + suffix
        let delivery = self.delivery(run, taskName, isPart: !suffix.isEmpty)
        let guarded = Self.guarded(text, policies, raw: options.sending.raw)
        let pictures = try pictures(delivery)
        let intent = intent(text, guarded, taskName, suffix, delivery, pictures)
        return RunPlan(
            run: run,
            intent: intent,
            provider: resolved.connection,
            policies: policies,
            delivery: delivery,
            pictures: pictures.work,
            retry: try options.sending.retry,
            timeoutMilliseconds: try options.sending.timeout(resolved.timeout),
            polling: try options.sending.polling(resolved.dialect.pace(intent)),
            keepsPartials: options.picture.keepsPartials,
            sendsAnyway: options.sending.sendAnyway,
            config: resolved.config,
            notes: resolved.notes + material.notes + guarded.notes + pictures.notes
                + (try ModelNotes.of(intent, resolved, home, environment))
        )
    }

    private func pictures(_ delivery: Delivery) throws -> PictureSetup {
        let row = try ModelTables.load(home).row(resolved.model, dialect: resolved.connection.dialect)
        let place = PictureSetup.Place(resolved: resolved, row: row, delivery: delivery)
        return try PictureSetup(material, options, kind, place, environment)
    }

    /// Of the command; each of several runs adds its number.
    var taskName: String { options.delivery.taskName ?? options.delivery.prefix ?? kind.prefix(material.mode) }

    /// Where one file of all the runs goes: it is recorded with the last of them.
    func whole(_ plans: [RunPlan]) -> Delivery {
        guard let last = plans.last else { preconditionFailure("every request has a run") }
        var whole = delivery(last.run, taskName, isPart: false)
        whole.runFolder = plans[0].delivery.runFolder
        return whole
    }

    /// A part goes beside the whole under its own name: an exact path is the whole's.
    private func delivery(_ run: ULID, _ taskName: String, isPart: Bool) -> Delivery {
        var options = options.delivery
        if isPart, let path = options.outputPath {
            options.outDir = RegularFile.folder(of: environment.absolute(path))
            options.outputPath = nil
        }
        return DeliverySetup.delivery(
            options,
            material.mode,
            taskName: taskName,
            run: run,
            outDir: resolved.outDir,
            environment
        )
    }

    private func intent(
        _ text: String,
        _ guarded: GuardedPrompt,
        _ taskName: String,
        _ suffix: String,
        _ delivery: Delivery,
        _ pictures: PictureSetup
    ) -> Intent {
        let mode = material.mode
        let asked = kind.fields(options, provider: resolved.connection.id) + pictures.options
        return Intent(
            provider: resolved.connection.id,
            providerSource: resolved.providerSource,
            dialect: resolved.connection.dialect,
            model: resolved.model,
            modelSource: resolved.modelSource,
            mode: mode,
            route: resolved.dialect.route(mode, inputs: pictures.inputs),
            endpoint: options.provider.endpoint,
            prompt: text,
            sentPrompt: guarded.text,
            promptGuard: guarded.state,
            options: asked
                + resolved.dialect.impliedOptions(asked, folder: delivery.folder, isPart: !suffix.isEmpty),
            inputs: pictures.inputs,
            extraJSON: material.extraJSON?.text,
            taskName: taskName,
            taskKey: options.delivery.taskKey.map { $0 + suffix }
        )
    }

    /// A prompt after the policies' guards.
    private struct GuardedPrompt {
        var text: String
        var state = GuardState.notNeeded
        var notes: [Note] = []
    }

    private static func guarded(_ prompt: String, _ policies: [AdoptedPolicy], raw: Bool) -> GuardedPrompt {
        var result = GuardedPrompt(text: prompt)
        for adopted in policies {
            let prepared = adopted.policy.prepare(result.text, raw: raw)
            guard prepared.state != .notNeeded else { continue }
            result.text = prepared.prompt
            result.state = prepared.state
            guard prepared.state == .applied, result.notes.isEmpty else { continue }
            result.notes.append(
                Note(
                    "prompt.strengthened",
                    "prompt strengthened by \(prepared.rule ?? "the guard"); given and sent prompt are both recorded"
                )
            )
        }
        return result
    }
}
