import ExhibitAnchor
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import ExhibitRedaction
import ExhibitRun
import ExhibitTransport

/// One process's writing work on a ledger, for one run or for many: they share recorder and client, and each has a
/// redactor, a folder and a reason to stop of its own.
struct WorkSession: Sendable {
    let recorder: Recorder
    let context: CommandContext
    private let client: HTTPClient
    private let anchoring: Anchoring?
    private let isTalking: Bool

    /// Opens the ledger and ends what processes left open that are gone; `tell` hears of every durable entry.
    ///
    /// Signals only ask from here on: see ``SignalWatch``.
    init(
        _ home: Home,
        _ output: OutputOptions,
        _ context: CommandContext,
        tell: @escaping @Sendable (Entry, RunState?) -> Void
    ) async throws {
        context.signals.install()
        self.context = context
        recorder = try await Recorder(home: home, context.environment)
        client = HTTPClient()
        let outside = try OutsideAnchors(home, client, context.environment)
        anchoring = outside.services.isEmpty ? nil : Anchoring(outside.services, recorder, context.environment)
        await recorder.observe(tell)
        isTalking = !output.isMachine && !output.quiet
        if isTalking, let note = recorder.note { context.console.error("note: \(note)\n") }
        for run in try await recorder.repair() where isTalking {
            context.console.error(
                "note: run \(run.suffix(8)) was left open by a process that is gone; exhibit runs show \(run.suffix(8))\n"
            )
        }
    }

    /// The means to make one run, seen from its own folder.
    ///
    /// `stopCode` says why it is to stop, once its task was cancelled. A run that stands by itself has its intent dated
    /// before anything is sent; those of a batch or a queue have their orders dated together.
    func run(
        _ secrets: [KnownSecret],
        _ environment: Environment,
        standsAlone: Bool = false,
        stopCode: @escaping @Sendable () -> ErrorCode?
    ) -> Run {
        var dating: (@Sendable () async throws -> Void)?
        if standsAlone, anchoring != nil { dating = { try await anchor() } }
        return Run(
            recorder: recorder,
            client: client,
            redactor: Redactor(secrets: secrets, key: recorder.keys.redaction, home: environment["HOME"]),
            environment: environment,
            stopCode: stopCode,
            beforeSending: dating
        )
    }

    /// Has the ledger dated as it stands by whoever the home's config names; a failure is recorded and told, and stops
    /// nothing.
    ///
    /// - Throws: only when the ledger cannot be written.
    func anchor() async throws {
        guard let anchoring else { return }
        for answer in try await anchoring.anchor() {
            guard case .failure(let report) = answer.outcome, isTalking else { continue }
            context.console.error("note: not dated by \(answer.name): \(report.message)\n")
        }
    }

    /// Ends the session; one that cannot be ended now is ended by the next start.
    func close() async {
        try? await recorder.close()
    }

    /// The error of a record that failed; once a request was announced, nobody is told that it was not billed, since
    /// whoever reads that may send it again.
    func told(_ error: any Error, _ run: String) async -> any Error {
        let report = Reporting.report(error)
        guard await recorder.hasAnnounced(run), report.billed == .no else { return error }
        return Report(
            .outcomeUnknown,
            "\(report.message); a request was under way, and its answer may not be recorded",
            hint: "make room, then exhibit runs show \(run.suffix(8))",
            billed: .maybe,
            next: ["exhibit runs show \(run.suffix(8))"]
        )
    }
}
