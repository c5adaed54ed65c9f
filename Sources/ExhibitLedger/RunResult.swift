package import ExhibitJSON
package import ExhibitRecord

/// What a command tells of a run: the record, how it exits, and the lines for people.
package struct RunResult: Sendable {
    package let replay: RunReplay
    package let object: JSONObject
    package let outcome: RunOutcome
    package let closingLines: [String]
    package let firstPath: String?
    package let verdicts: [JudgedVerdict]
    package let deciding: JudgedVerdict?

    init(_ run: RunReplay, _ source: RecordSource) {
        let record = ResultRecord(run, source)
        replay = run
        object = record.object
        outcome = record.outcome
        closingLines = ClosingLines.of(run, record)
        firstPath = record.firstPath
        verdicts = record.verdicts
        deciding = record.deciding
    }
}
