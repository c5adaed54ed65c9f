import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitCommands

/// The live table and the lines of a batch.
@Suite struct WorkTableTests {
    private let now = Timestamp(milliseconds: 1_795_000_060_000)

    private func task(
        _ place: Int,
        _ state: TaskState,
        began: Int64? = nil,
        ended: Int64? = nil,
        verdict: String? = nil,
        micros: Int? = nil,
        detail: String? = nil
    ) -> WatchedTask {
        WatchedTask(
            place: place,
            name: "cover-\(place)",
            state: state,
            attempt: began == nil ? nil : 1,
            began: began.map { Timestamp(milliseconds: now.milliseconds - $0) },
            ended: ended.map { Timestamp(milliseconds: now.milliseconds - $0) },
            detail: detail,
            verdict: verdict,
            micros: micros
        )
    }

    @Test func saysHowManyEndedHowLongItTakesAndWhatItCost() {
        let tasks = [
            task(1, .completed, began: 40_000, ended: 30_000, verdict: "accepted", micros: 40_000),
            task(2, .failed, began: 30_000, ended: 20_000), task(3, .running, began: 4_000), task(4, .queued),
        ]
        #expect(
            WorkTable.headline(tasks, workers: 1, at: now)
                == "2 of 4 ended · 1 not completed · 1 running · 1 waiting · 0.04 USD so far · about 16 s left"
        )
        #expect(WorkTable.headline(tasks, workers: 2, at: now).hasSuffix("about 8 s left"))
        #expect(WorkTable.headline([task(1, .queued)], workers: 1, at: now) == "0 of 1 ended · 1 waiting")
    }

    @Test func whatRunsStandsBeforeWhatWaitsAndAllFitsTheTerminal() {
        let tasks =
            (1...30).map { task($0, .queued) } + [task(31, .running, began: 1_000, detail: "queued, position 3")]
        let lines = WorkTable.lines(tasks, workers: 1, at: now, columns: 40, rows: 10)
        #expect(lines.count == 9)
        #expect(lines.allSatisfy { $0.count < 40 })
        #expect(lines[2].hasPrefix("31 cover-31"))
        #expect(lines[3].hasPrefix("1 cover-1"))
    }

    @Test func aLineSaysWhatChanged() {
        #expect(WorkScreen.line(task(2, .running, began: 0), of: 12) == "[ 2/12]  cover-2           running  attempt 1")
        let ended = task(12, .completed, began: 9_000, ended: 800, verdict: "needs_review")
        #expect(WorkScreen.line(ended, of: 12) == "[12/12]  cover-12          completed, needs review  8.2 s")
    }
}
