import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitAudit

@Suite struct OutsideDatesTests {
    private func stamp(_ seq: Int64, size: Int, _ time: String) -> Entry {
        let body: JSONObject = ["size": .int(size), "gen_time": .string(time), "tsa": "CN=A"]
        return Entry(seq: seq, at: Timestamp(milliseconds: 0), session: nil, EntryDraft(.anchorRFC3161, body))
    }

    @Test func `dates stand around a record only if one holds the intent alone and one holds all outputs`() {
        let before = stamp(6, size: 6, "2026-11-21T10:00:00Z")
        let after = stamp(12, size: 12, "2026-11-21T10:05:00Z")
        let both = OutsideDates([before, after], [])
        #expect(both.span(intent: 5, request: 8, outputs: [9])?.from == "2026-11-21T10:00:00Z")
        #expect(both.span(intent: 5, request: 8, outputs: [9])?.to == "2026-11-21T10:05:00Z")
        #expect(both.span(intent: 6, request: 8, outputs: [9]) == nil, "the intent is not in the first")
        #expect(both.span(intent: 5, request: 8, outputs: [9, 12]) == nil, "the second output is in neither")
        #expect(OutsideDates([before], []).span(intent: 5, request: 8, outputs: [9]) == nil)
        #expect(OutsideDates([after], []).span(intent: 5, request: 8, outputs: [9]) == nil)
    }

    @Test func `the first date behind and the last before count`() {
        let dates = OutsideDates(
            [
                stamp(6, size: 6, "2026-11-21T10:00:00Z"), stamp(7, size: 7, "2026-11-21T10:01:00Z"),
                stamp(12, size: 12, "2026-11-21T10:05:00Z"), stamp(40, size: 40, "2026-11-22T10:00:00Z"),
                // Somebody looked at an old head long after: that says nothing of the moment before the request.
                stamp(41, size: 8, "2026-11-21T10:04:00Z"),
            ],
            []
        )
        let span = dates.span(intent: 5, request: 8, outputs: [9])
        #expect(span?.from == "2026-11-21T10:01:00Z")
        #expect(span?.to == "2026-11-21T10:05:00Z")
    }

    @Test func `a date that the audit has refuted is none`() {
        let before = stamp(6, size: 6, "2026-11-21T10:00:00Z")
        let after = stamp(12, size: 12, "2026-11-21T10:05:00Z")
        let dates = OutsideDates([before, after], [Finding(.anchor, "the date of entry 6 does not hold", entry: 6)])
        #expect(dates.dates.map(\.entry) == [12])
        #expect(dates.span(intent: 5, request: 8, outputs: [9]) == nil)
    }

    @Test func `a cosignature's seconds are a time, and nonsense is none`() {
        func cosign(_ time: JSONValue) -> OutsideDates {
            OutsideDates(
                [
                    Entry(
                        seq: 3,
                        at: Timestamp(milliseconds: 0),
                        session: nil,
                        EntryDraft(.anchorCosign, ["size": 3, "time": time, "name": "w"])
                    )
                ],
                []
            )
        }
        #expect(cosign(1_795_297_694).dates.first?.time == "2026-11-21T21:48:14.000Z")
        #expect(cosign(-1).dates.isEmpty)
        #expect(cosign(.int(.max)).dates.isEmpty)
    }
}
