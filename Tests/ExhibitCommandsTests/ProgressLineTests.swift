import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitCommands

@Suite struct ProgressLineTests {
    private func line(_ type: EntryType, _ body: JSONObject) -> String? {
        let draft = EntryDraft(type, run: "R", attempt: 1, body)
        return ProgressLine.of(Entry(seq: 1, at: Timestamp(milliseconds: 0), session: 0, draft))
    }

    typealias Row = (type: EntryType, body: JSONObject, line: String?)

    static let rows: [Row] = [
        (
            .requestIntent, ["mode": "video", "provider": "images-api", "model": "wan-video"],
            "asking      images-api/wan-video, this model takes about 10 minutes"
        ),
        (
            .requestIntent, ["mode": "video", "provider": "p", "model": "m"],
            "asking      p/m, a video takes 1 to 3 minutes"
        ),
        (.requestIntent, ["mode": "speech", "provider": "p", "model": "m"], "asking      p/m"),
        (.attemptStarted, ["step": 0, "origin": "http://a"], "preparing   http://a"),
        (.attemptStarted, ["step": 1], "submitting  attempt 1"),
        (.attemptStarted, ["step": 2, "purpose": "poll", "origin": "http://a"], nil),
        (.attemptStarted, ["step": 3, "purpose": "result", "origin": "http://a"], "fetching    http://a"),
        (.jobSubmitted, ["state": "queued", "raw": "queued", "position": 3], "waiting     queued, position 3"),
        (.jobStatus, ["state": "running", "raw": "processing", "position": 0], "waiting     processing"),
        (.jobStatus, ["state": "running", "raw": "in_progress", "progress": 45], "waiting     in_progress, 45 %"),
        (.jobCancel, ["answer": "confirmed"], "cancelling  the job: confirmed"),
        (.runLog, [:], nil),
    ]

    @Test(arguments: rows)
    func `what a person reads while waiting`(row: Row) {
        #expect(line(row.type, row.body) == row.line)
    }
}
