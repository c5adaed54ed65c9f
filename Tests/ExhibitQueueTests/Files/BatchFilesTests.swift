import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Glibc
import Testing

@testable import ExhibitQueue

/// A batch's files as renderings of the ledger.
@Suite struct BatchFilesTests {
    /// A batch whose tasks came to these states, in order.
    private func views(_ states: [(RunState, TaskState)]) async throws -> (WorkHome, BatchView, [TaskView]) {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let names = states.indices.map { "t\($0 + 1)" }
        let batch = try await home.submit(names, recorder)
        for (run, end) in states {
            guard
                case .task(let task) = try await recorder.claim(
                    TaskScope(text: "batch:\(batch)"),
                    worker: "worker-1",
                    ClaimLimits(maxWorkers: 9)
                )
            else { continue }
            guard end != .queued else { continue }
            try await recorder.run(task, to: run)
            _ = try await recorder.end(task.lease, TaskEnd(end))
        }
        let reader = try home.reader()
        let tasks = try reader.tasks(TaskFilter(.batch(batch))).map { row in
            TaskView(
                row: row,
                state: reader.shownState(row),
                order: try reader.order(of: row).flatMap { try TaskOrder(reading: Array($0.utf8)) },
                result: try row.run.flatMap(reader.replay).map(reader.result),
                pid: nil,
                folder: "/batch/" + BatchFiles.folder(of: row, total: names.count)
            )
        }
        let view = BatchView(row: try reader.batch(batch), folder: "/batch")
        try await recorder.close()
        return (home, view, tasks)
    }

    @Test func foldersHaveTwoDigitsAndAsManyAsItTakes() async throws {
        let (_, _, tasks) = try await views([(.succeeded, .completed)])
        #expect(BatchFiles.folder(of: tasks[0].row, total: 9) == "01-t1")
        #expect(BatchFiles.folder(of: tasks[0].row, total: 100) == "001-t1")
    }

    @Test func theResultCountsAndNamesWhatTheRunsHave() async throws {
        let (_, view, tasks) = try await views([(.succeeded, .completed), (.failed, .failed)])
        let result = view.result(tasks)
        #expect(result["provider"] == "happy")
        #expect(result["model"] == "m")
        #expect(result["ok"] == false)
        #expect(result["success"] == 1)
        #expect(result["failed"] == 1)
        #expect(result["results"]?.array?.compactMap { $0["status"]?.string } == ["completed", "failed"])
        #expect(result["cost_micros"] == .null, "what nobody said is unknown, not nothing")
    }

    /// The rule of overview.md: the first that applies.
    @Test(arguments: [
        ([(RunState.unknownOutcome, TaskState.unknownOutcome), (.failed, .failed)], ExitCode.outcomeUnknown),
        ([(.failed, .failed), (.succeeded, .completed)], .partial),
        // Nobody has judged these runs.
        ([(.succeeded, .completed)], .notAcceptable),
    ])
    func theExitIsTheFirstThatApplies(states: [(RunState, TaskState)], exit: ExitCode) async throws {
        let (_, _, tasks) = try await views(states)
        #expect(WorkSummary(tasks).exit == exit)
        #expect(WorkSummary(tasks).isClean == false)
    }

    @Test func aTasksFilesAreTheSameBytesEachTime() async throws {
        let (_, view, tasks) = try await views([(.succeeded, .completed)])
        let first = TaskFiles.files(tasks[0], taskName: "batch_task.json")
        #expect(first == TaskFiles.files(tasks[0], taskName: "batch_task.json"))
        #expect(
            first.map(\.name).sorted() == [
                "batch_task.json", "command.json", "result.json", "state.json", "stderr.txt", "stdout.txt",
            ]
        )
        #expect(BatchFiles.files(tasks, view).map(\.name) == ["batch_request.json", "batch_result.json"])
    }

    @Test func anActiveTaskHasNoError() async throws {
        let (home, _, tasks) = try await views([(.planned, .queued)])
        #expect(tasks[0].error == .null)
        #expect(tasks[0].state == .running)
        // The worker's session has been closed since.
        #expect(try home.reader().shownState(tasks[0].row) == .orphaned)
    }

    @Test func theJobLogHasALineForEachEndedTaskInTheColumnsOfParallel() async throws {
        let (_, _, tasks) = try await views([(.succeeded, .completed), (.failed, .failed), (.planned, .queued)])
        let lines = JobLog.text(tasks).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(
            lines[0].joined(separator: " ")
                == "Seq Host Starttime JobRuntime Send Receive Exitval Signal Command run_id sha256"
        )
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count == 11 }, "a tab in a prompt ends no column")
        #expect(lines[1][0] == "1")
        #expect(lines[1][5] == "3")
        #expect(lines[1][9] == Substring(tasks[0].row.run ?? "?"))
        #expect(lines[2][6] != "0")
    }

    /// Another one after a file was replaced.
    private func inode(_ path: String) -> UInt {
        var info = stat()
        unsafe lstat(path, &info)
        return info.st_ino
    }

    @Test func onlyWhatChangedIsWritten() async throws {
        let (home, view, tasks) = try await views([(.succeeded, .completed)])
        let folder = home.folder + "/written"
        try WorkFolder.write(BatchFiles.files(tasks, view), into: folder)
        let before = inode(folder + "/batch_result.json")
        try WorkFolder.write(BatchFiles.files(tasks, view), into: folder)
        #expect(inode(folder + "/batch_result.json") == before)
        try RegularFile.replace(folder + "/batch_result.json", with: Array("torn".utf8), durable: false)
        try WorkFolder.write(BatchFiles.files(tasks, view), into: folder)
        #expect(try RegularFile.read(folder + "/batch_result.json") == BatchFiles.files(tasks, view)[1].bytes)
    }

    @Test func anOriginIsReadAsItWasWritten() throws {
        let origin = BatchOrigin(folder: "/a b", path: "/m.json", text: "[{\"prompt\":\"ä\"}]")
        #expect(try BatchOrigin(reading: String(decoding: origin.bytes, as: UTF8.self)) == origin)
        #expect(BatchOrigin(reading: "[]") == nil)
    }
}
