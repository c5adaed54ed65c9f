import ExhibitModel
import ExhibitRecord

/// The tasks as a table that fits a terminal: what is worked on first, then what waits, and how it goes on the whole.
enum WorkTable {
    /// Lines of at most `columns` characters, at most `rows` of them.
    static func lines(
        _ tasks: [WatchedTask],
        workers: Int,
        at now: Timestamp,
        columns: Int,
        rows: Int
    ) -> [String] {
        let shown = tasks.filter { $0.state.isActive && $0.state != .queued } + tasks.filter { $0.state == .queued }
        let table = TextTable.lines(
            ["task", "state", "attempt", "elapsed", "cost", ""],
            shown.prefix(max(1, rows - 3)).map { row($0, now) }
        )
        return ([headline(tasks, workers: workers, at: now)] + (shown.isEmpty ? [] : table)).map {
            String($0.prefix(max(1, columns - 1)))
        }
    }

    /// `5 of 12 ended · 4 running · 3 waiting · 0.24 USD · about 40 s left`.
    static func headline(_ tasks: [WatchedTask], workers: Int, at now: Timestamp) -> String {
        let ended = tasks.count { !$0.state.isActive }
        let waiting = tasks.count { $0.state == .queued }
        var parts = ["\(ended) of \(tasks.count) ended"]
        let wrong = tasks.count { !$0.state.isActive && $0.state != .completed }
        if wrong > 0 { parts.append("\(wrong) not completed") }
        let running = tasks.count - ended - waiting
        if running > 0 { parts.append("\(running) running") }
        if waiting > 0 { parts.append("\(waiting) waiting") }
        let known = tasks.compactMap(\.micros)
        if !known.isEmpty { parts.append("\(Money.text(micros: known.reduce(0, +))) USD so far") }
        if let left = left(tasks, workers: workers, at: now) { parts.append("about \(left) left") }
        return parts.joined(separator: " · ")
    }

    private static func row(_ task: WatchedTask, _ now: Timestamp) -> [String] {
        [
            "\(task.place) \(task.name)", task.words, task.attempt.map { String($0) } ?? "–",
            task.state == .queued ? "–" : task.elapsed(at: now).map { "\(ClosingLines.seconds($0)) s" } ?? "–",
            task.micros.map { Money.text(micros: $0) } ?? "–", task.detail ?? "",
        ]
    }

    /// From how long the others took; nil while nothing can be told.
    private static func left(_ tasks: [WatchedTask], workers: Int, at now: Timestamp) -> String? {
        let times = tasks.filter { !$0.state.isActive }.compactMap { $0.elapsed(at: now) }
        guard !times.isEmpty else { return nil }
        let mean = times.reduce(0, +) / times.count
        let active = tasks.filter(\.state.isActive)
        guard !active.isEmpty else { return nil }
        let work = active.reduce(0) { $0 + max(0, mean - ($1.elapsed(at: now) ?? 0)) }
        let seconds = max(1, work / max(1, min(workers, active.count)) / 1000)
        return seconds < 120 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
    }
}
