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
    /// The facts under `/evidence` as they are now: dates from outside come after the verdict; nil without an output.
    package let evidence: JSONObject?

    /// `context` is what judging the run at this moment would need.
    init(_ run: RunReplay, _ source: RecordSource, _ context: FactDocument.Context) {
        let record = ResultRecord(run, source)
        replay = run
        object = record.object
        outcome = record.outcome
        evidence = FactDocument.of(run, context)["evidence"]?.object
        closingLines = ClosingLines.of(run, record, evidence: record.deciding == nil ? nil : evidence)
        firstPath = record.firstPath
        verdicts = record.verdicts
        deciding = record.deciding
    }
}
