import ExhibitAudit
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// The story of `exhibit demo`, told by the same functions that the commands call.
struct Demo {
    private let options: DemoCommand.Options
    private let context: CommandContext
    private let folder: DemoFolder
    private let home: Home

    private static let pinned = "happy-gpt-image-2"
    private static let prompt = "An orange cat by a window, no text"

    /// - Throws: when `--home` names a home that holds a ledger; nothing is made then.
    init(_ options: DemoCommand.Options, _ context: CommandContext) throws {
        let own = options.home.map { Home(path: context.environment.absolute($0), source: .flag) }
        if let own, own.hasLedger {
            throw Report(
                .ledgerExists,
                "\(own.path) holds a ledger, and the demo writes to none",
                hint: "name a folder that is not there yet"
            )
        }
        self.options = options
        folder = try DemoFolder(context.environment)
        home = own ?? Home(path: folder.path + "/home", source: .flag)
        try RegularFile.makeFolder(folder.work, mode: 0o700)
        self.context = CommandContext(
            environment: Self.environment(context.environment, folder),
            console: context.console,
            signals: context.signals
        )
    }

    /// Nothing of the user's settings, and no trace in the user's folders.
    private static func environment(_ environment: Environment, _ folder: DemoFolder) -> Environment {
        let kept = environment.variables.filter { ["HOME", "USER", "TMPDIR", "PATH"].contains($0.key) }
        let own = ["XDG_STATE_HOME": folder.path + "/state", "OPENCLAW_HOME": folder.path + "/openclaw"]
        return Environment(
            variables: kept.merging(own) { $1 },
            currentFolder: folder.work,
            now: environment.now,
            random: environment.random
        )
    }

    func perform() async throws -> Answer {
        do {
            let steps = try await steps()
            if let code = context.signals.code {
                throw Report(code, "interrupted; the demo's folder is removed", hint: "exhibit demo starts anew")
            }
            let isAsTold = steps.allSatisfy(\.isAsTold)
            // What went wrong can be looked at.
            return try answer(steps, kept: options.keep || !isAsTold)
        } catch {
            try folder.remove()
            throw error
        }
    }

    private func steps() async throws -> [DemoStep] {
        let (made, result) = try await make()
        var steps = [made]
        guard made.isAsTold, let run = result["run_id"]?.string,
            let picture = result["outputs"]?[0]?["sha256"]?.string.flatMap({ Digest(hex: $0) })
        else { return steps }
        steps.append(try explain(run))
        steps.append(try await verify())
        steps.append(try await forge(picture))
        return steps
    }

    // MARK: The steps

    private func make() async throws -> (step: DemoStep, result: JSONValue) {
        var options = MakeOptions()
        options.output.quiet = true
        options.home.home = home.path
        options.provider.provider = "sandbox"
        options.provider.policies = ["sandbox"]
        options.prompt.text = Self.prompt
        options.delivery.taskName = "demo"
        let answer = try await MakeRequest(options, .generate, context).perform()
        let verdict = answer.result["acceptance"]?["verdict"]?.string
        let step = DemoStep(
            "a picture from the built-in sandbox, recorded, and accepted by its own policy",
            "exhibit generate --provider sandbox --policy sandbox --task-name demo --prompt '\(Self.prompt)'",
            expected: .done,
            answer,
            fault: verdict == "accepted" ? nil : "the verdict is \(verdict ?? "missing")"
        )
        return (step, answer.result)
    }

    private func explain(_ run: String) throws -> DemoStep {
        var options = PolicyCommands.Options()
        options.output.quiet = true
        options.home.home = home.path
        options.subject = run
        options.policies = [Self.pinned]
        let answer = try PolicyCommands.judge(options, context, explaining: true)
        let verdict = answer.result["verdict"]?.string
        return DemoStep(
            "the same run under the policy of a pinned production: rejected, with the reasons",
            "exhibit policy explain \(run.suffix(8)) --policy \(Self.pinned)",
            expected: .notAcceptable,
            answer,
            fault: verdict == "rejected" ? nil : "the verdict is \(verdict ?? "missing")"
        )
    }

    private func verify() async throws -> DemoStep {
        let report = try await LedgerAudit().verify(home, context.environment)
        return DemoStep(
            "everything that was recorded, asked again from its bytes",
            "exhibit audit verify",
            expected: .done,
            Self.told(report)
        )
    }

    /// Turns one bit of the picture in a copy of the home: no honest home is ever written to.
    private func forge(_ picture: Digest) async throws -> DemoStep {
        let forged = Home(path: folder.path + "/forged", source: .flag)
        try DemoFolder.copy(home.path, to: forged.path)
        let path = "\(forged.artifacts)/\(picture.hex.prefix(2))/\(picture.hex)"
        var bytes = try RegularFile.read(path)
        let middle = bytes.count / 2
        bytes[middle] ^= 1
        try RegularFile.replace(path, with: bytes, mode: 0o400, durable: false)
        let report = try await LedgerAudit().verify(forged, context.environment)
        let isFound = report.findings.contains {
            $0.message.contains(picture.hex.prefix(4)) || $0.path?.contains(picture.hex) == true
        }
        return DemoStep(
            "one bit of the picture turned, in a copy of the home: found",
            "exhibit audit verify --home COPY",
            expected: .evidenceBroken,
            Self.told(report, only: ["finding", "otherwise"]),
            fault: isFound ? nil : "no finding names the picture"
        )
    }

    /// The report as `audit verify` tells it; with `only`, the lines that begin with one of these words.
    private static func told(_ report: AuditReport, only words: [String]? = nil) -> Answer {
        let lines = report.lines.filter { line in words?.contains { line.hasPrefix($0) } ?? true }
        return Answer(result: .object(report.json), lines: lines, report: report.outcome)
    }

    // MARK: The end

    private func answer(_ steps: [DemoStep], kept: Bool) throws -> Answer {
        if !kept { try folder.remove() }
        var answer = Answer()
        answer.result = .object(
            JSONObject([
                ("steps", .array(steps.map { .object($0.object) })), ("kept", .bool(kept)),
                ("folder", kept ? .string(folder.path) : .null),
                ("home", kept || options.home != nil ? .string(home.path) : .null),
            ])
        )
        answer.lines = steps.enumerated().flatMap { $1.lines($0 + 1) }.map(fromWork)
        if let failed = steps.firstIndex(where: { !$0.isAsTold }) {
            answer.lines.append("kept      \(folder.path)")
            answer.report = Report(
                .internalError,
                "step \(failed + 1) of the demo: \(steps[failed].fault ?? "")",
                hint: "report it with the output of exhibit version; \(folder.path) holds what happened"
            )
            return answer
        }
        answer.lines.append(
            "all \(steps.count) steps came out as they must; nothing was spent, and your own ledger was not touched"
        )
        answer.lines.append(place(kept: kept))
        answer.quietLines = kept ? [folder.path] : []
        answer.next = ["exhibit ledger init --provider NAME", "exhibit provider list", "exhibit help"]
        return answer
    }

    /// Paths as a reader in the demo's folder would write them.
    private func fromWork(_ line: String) -> String {
        line.replacing(folder.work + "/", with: "")
    }

    private func place(kept: Bool) -> String {
        if kept { return "kept      \(folder.work)   look around: exhibit runs list --home \(home.path)" }
        if options.home != nil { return "home      \(home.path)   look around: exhibit runs list --home \(home.path)" }
        return "removed   the demo's folder; exhibit demo --keep keeps it"
    }
}
