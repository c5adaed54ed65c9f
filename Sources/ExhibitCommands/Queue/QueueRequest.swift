import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// Tasks for a queue made ready: read and checked, nothing is sent or recorded yet.
struct QueueRequest: Sendable {
    let options: QueueMakingOptions
    let context: CommandContext
    let place: QueuePlace
    let manifest: BatchManifest
    let items: [BatchItem]
    let bounds: QueueBounds

    init(_ options: QueueMakingOptions, _ given: CommandContext) async throws {
        var context = given
        context.providers = ProviderShelf()
        self.options = options
        self.context = context
        place = try QueuePlace(options.queue, context)
        manifest = try BatchManifest(try Self.source(options), context.environment)
        items = try await BatchCheck.items(
            manifest.orders.map { Self.placed($0, options) },
            home: place.home,
            asks: !options.dryRun,
            isNew: true,
            context
        )
        bounds = try QueueBounds(options, manifest.manifest, items)
    }

    /// The file, or the single task as a file of its own.
    private static func source(_ options: QueueMakingOptions) throws -> BatchOptions {
        let flags = options.single.given
        guard options.subject == nil || flags.isEmpty else {
            throw Report(
                .usageInvalid,
                "a file was given, and \(flags[0]), which describes a single task",
                hint: "write it in the file's own tasks, or leave the file out"
            )
        }
        guard options.subject != nil || !flags.isEmpty else {
            throw Report(
                .usageInvalid,
                "there is nothing to do: neither a file of tasks nor a --prompt was given",
                hint: "exhibit queue submit tasks.json, or exhibit queue submit --prompt 'a cat'"
            )
        }
        var source = BatchOptions()
        source.manifest = options.subject ?? options.single.file
        source.home = options.queue.home
        source.defaults = options.defaults
        source.boundsTasks = false
        return source
    }

    /// In its place among others, as the command line has it for all.
    private static func placed(_ order: TaskOrder, _ options: QueueMakingOptions) -> TaskOrder {
        var order = order
        if order.priority == 0 { order.priority = options.priority }
        order.after += options.after.filter { !order.after.contains($0) }
        return order
    }

    var estimate: BatchEstimate { BatchEstimate(items) }
    var notes: [Note] { manifest.manifest.notes + bounds.notes }

    /// What would be sent: nothing is sent, nothing is recorded.
    func dryRun() -> Answer {
        BatchDryRun.answer(items, manifest, BatchBounds(limits: bounds.limits, notes: bounds.notes), estimate)
    }

    func confirm() throws {
        try Confirmation(options: options.consent, console: context.console).ask(BatchDryRun.questions(items, estimate))
    }

    /// Submits all tasks in one transaction.
    func submit(_ recorder: Recorder) async throws -> QueueSubmission {
        let environment = context.environment
        let id = environment.makeID()
        let origin = BatchOrigin(
            folder: place.folder,
            path: manifest.source.path,
            text: String(decoding: manifest.source.bytes, as: UTF8.self)
        )
        let keys = recorder.keys
        let batch = NewBatch(
            id: id,
            kind: .queue,
            name: manifest.manifest.name,
            form: manifest.manifest.form.rawValue,
            scope: place.scope(keys),
            limits: bounds.limits,
            manifest: String(decoding: try origin.bytes, as: UTF8.self)
        )
        let tasks = try items.map { try $0.task(environment.makeID(), place: $0.place, keys) }
        let submitted = try await recorder.submit(
            batch,
            tasks,
            duplicates: options.duplicates,
            consent: options.retriesUnknown
        )
        return QueueSubmission(batch: id.description, tasks: submitted.map(\.task), notes: notes)
    }
}

/// What one command has put into a queue.
struct QueueSubmission: Sendable {
    let batch: String
    let tasks: [String]
    let notes: [Note]
}
