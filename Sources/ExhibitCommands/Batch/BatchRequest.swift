import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// A `batch` command line made ready: the manifest is read and every item checked, nothing is sent or recorded yet.
struct BatchRequest: Sendable {
    let options: BatchOptions
    let context: CommandContext
    let home: Home
    /// Nil when an earlier batch is named, and gone on with as it was submitted.
    let manifest: BatchManifest?
    let items: [BatchItem]
    let bounds: BatchBounds?

    init(_ options: BatchOptions, _ given: CommandContext) async throws {
        var context = given
        context.providers = ProviderShelf()
        self.options = options
        self.context = context
        home = try context.home(options.home, options.output)
        guard options.batch == nil || options.manifest != nil || options.subject != nil else {
            manifest = nil
            items = []
            bounds = nil
            return
        }
        let manifest = try BatchManifest(options, context.environment)
        items = try await BatchCheck.items(
            manifest.orders,
            home: home,
            asks: !options.dryRun,
            isNew: !options.goesOn,
            context
        )
        bounds = try BatchBounds(options, manifest.manifest, items)
        self.manifest = manifest
    }

    var estimate: BatchEstimate { BatchEstimate(items) }

    /// What would be sent: nothing is sent, nothing is recorded.
    func dryRun() throws -> Answer {
        guard let manifest, let bounds else {
            throw Report(.usageInvalid, "--dry-run shows the items of a manifest", hint: "name the manifest")
        }
        return BatchDryRun.answer(items, manifest, bounds, estimate)
    }

    /// Works the batch, from the first check to the last line.
    func perform() async throws -> Answer {
        try Confirmation(options: options.consent, console: context.console).ask(BatchDryRun.questions(items, estimate))
        return try await BatchWork(request: self).perform()
    }
}
