import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue status --watch`: follows what all processes do with the queue, from the entries that they record.
struct QueueWatching {
    let place: QueuePlace
    let context: CommandContext
    let output: OutputOptions

    private static let pause = Duration.milliseconds(300)

    /// Follows until a signal comes; then tells how the queue stands.
    func perform() async throws -> Answer {
        context.signals.install()
        let contents = try QueueContents(place, context.environment)
        let screen = WorkScreen(output, workers: try contents.view().limits.maxWorkers, context)
        var last = try contents.reader?.size() ?? 0
        for task in try contents.views(contents.rows()) { screen.add(task) }
        let drawing = Task { await screen.draw() }
        let outcome: Result<Void, any Error>
        do {
            while context.signals.code == nil {
                last = try tell(after: last, screen)
                try await Task.sleep(for: Self.pause)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        drawing.cancel()
        await drawing.value
        try outcome.get()
        return try QueueStatus.answer(QueueContents(place, context.environment), at: context.environment.now())
    }

    /// Tells entries about this queue's tasks and their runs; returns how many there are in all.
    private func tell(after last: Int64, _ screen: WorkScreen) throws -> Int64 {
        let contents = try QueueContents(place, context.environment)
        guard let reader = contents.reader else { return last }
        let size = try reader.size()
        guard size > last else { return last }
        let rows = try contents.rows()
        let tasks = Set(rows.map(\.task))
        let runs = Set(rows.compactMap(\.run))
        for task in try contents.views(rows.filter { $0.entry >= last }) { screen.add(task) }
        for seq in last..<size {
            guard let entry = try reader.entry(seq) else { continue }
            let isOurs = entry.body["task_id"]?.string.map(tasks.contains) ?? entry.run.map(runs.contains) ?? false
            if isOurs { screen.tell(entry, try entry.run.flatMap(reader.replay)?.state) }
        }
        return size
    }
}
