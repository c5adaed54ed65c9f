import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// A log of jobs in the columns of GNU parallel's `--joblog`, with two of our own behind them.
package enum JobLog {
    package static let header =
        "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\trun_id\tsha256"

    /// In the order of the manifest, whatever the order in which they ended; tasks that were never begun, or have not ended,
    /// have no line, as in parallel's own log.
    package static func text(_ tasks: [TaskView]) -> String {
        let ended = tasks.filter { $0.row.startedAt != nil && $0.row.endedAt != nil }
        return ([header] + ended.map(line)).map { $0 + "\n" }.joined()
    }

    private static func line(_ task: TaskView) -> String {
        let start = task.row.startedAt.flatMap { Timestamp(rfc3339: $0) }?.milliseconds ?? 0
        let sent = task.result?.object["input_images"]?.array?.reduce(0) { $0 + ($1["bytes"]?.int ?? 0) } ?? 0
        return [
            String(task.row.place), ":", seconds(start), seconds(task.elapsedMilliseconds ?? 0), String(sent),
            String(task.result?.object["bytes"]?.int ?? 0), String(exit(task)), "0",
            // A tab or a line's end would end the field.
            (task.order?.commandLine ?? "").map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined(),
            task.row.run ?? task.row.reusedRun ?? "",
            task.result?.object["outputs"]?.array?.first?["sha256"]?.string ?? "",
        ].joined(separator: "\t")
    }

    private static func exit(_ task: TaskView) -> Int32 {
        (task.result?.outcome.exit ?? (task.state == .completed ? .done : .failed)).rawValue
    }

    /// Unix seconds with three digits behind the point.
    private static func seconds(_ milliseconds: Int64) -> String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
