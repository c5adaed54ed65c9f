import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct DatingTests {
    private func anchor(_ seq: Int64, size: Int, at second: Int = 0) -> Entry {
        let time = Timestamp(milliseconds: Int64(second) * 1000).description
        return Entry(
            seq: seq,
            at: Timestamp(milliseconds: 0),
            session: 0,
            EntryDraft(.anchorRFC3161, ["size": .int(size), "gen_time": .string(time)])
        )
    }

    private func book(_ entries: Entry...) -> AnchorBook {
        var book = AnchorBook()
        for entry in entries { book.take(entry) }
        return book
    }

    private func evidence(_ book: AnchorBook, asOf: Int64 = 100) throws -> JSONValue? {
        let run = try Self.moved()
        let window = try #require(DatingWindow(run) { _ in nil })
        let context = FactDocument.Context(
            sha256Uses: 1,
            signed: true,
            dating: book.dating(window, before: asOf)
        )
        return FactDocument.of(run, context)["evidence"]
    }

    /// A run whose intent is entry 2 leaves no room for a date between intent and request: this one begins at 6.
    private static func moved() throws -> RunReplay {
        let entries = SampleRun.plain().entries.map { entry in
            Entry(
                seq: entry.seq == 2 ? 6 : entry.seq + 7,
                at: entry.at,
                session: entry.session,
                EntryDraft(entry.type, run: entry.run, task: entry.task, attempt: entry.attempt, entry.body)
            )
        }
        guard let replay = try RunReplay(replaying: entries) else { throw RecordError.malformed(seq: 0, "no intent") }
        return replay
    }

    @Test func `only a run that is dated on both sides has E2`() throws {
        let run = try Self.moved()
        let window = try #require(DatingWindow(run) { _ in nil })
        let before = anchor(window.sent - 1, size: Int(window.committed) + 1, at: 10)
        let after = anchor(50, size: Int(window.made) + 1, at: 20)
        let both = try evidence(book(before, after))
        #expect(both?["grade"] == "E2" && both?["anchored"] == true)
        #expect(
            both?["dated_after"] == "1970-01-01T00:00:10.000Z" && both?["dated_before"] == "1970-01-01T00:00:20.000Z"
        )
        #expect(try evidence(book(before))?["grade"] == "E1")
        let late = try evidence(book(after))
        #expect(late?["grade"] == "E1" && late?["anchored"] == true && late?["dated_after"] == nil)
        // What was recorded later than the facts are of does not count.
        #expect(try evidence(book(before, after), asOf: 50)?["grade"] == "E1")
        #expect(try evidence(book(before, after), asOf: 51)?["grade"] == "E2")
    }

    @Test func `a date must cover the intent and stand before the request, or cover the output`() throws {
        let run = try Self.moved()
        let window = try #require(DatingWindow(run) { _ in nil })
        let after = anchor(50, size: Int(window.made) + 1)
        #expect(try evidence(book(anchor(window.sent - 1, size: Int(window.committed)), after))?["grade"] == "E1")
        #expect(try evidence(book(anchor(window.sent, size: Int(window.committed) + 1), after))?["grade"] == "E1")
        let before = anchor(window.sent - 1, size: Int(window.committed) + 1)
        let short = try evidence(book(before, anchor(50, size: Int(window.made))))
        #expect(short?["grade"] == "E1" && short?["anchored"] == false)
    }

    @Test func `the newest date before and the first after count`() throws {
        let window = try #require(DatingWindow(Self.moved()) { _ in nil })
        let dating = book(
            anchor(8, size: 7, at: 1),
            anchor(9, size: 8, at: 2),
            anchor(15, size: 13, at: 3),
            anchor(16, size: 16, at: 4)
        ).dating(window, before: 100)
        #expect(window.committed == 6 && window.sent == 10 && window.made == 12)
        #expect(dating.before?.entry == 9 && dating.after?.entry == 15)
    }

    @Test func `an order counts only with the intent's own tag`() throws {
        var intent = SampleRun.intent
        intent["order"] = 1
        intent["request_tag"] = "tag"
        var sample = SampleRun()
        sample.add(.requestIntent, intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        sample.add(.artifactStored, attempt: 1, SampleRun.output)
        let run = try sample.replay()
        #expect(DatingWindow(run) { $0 == 1 ? "tag" : nil }?.committed == 1)
        #expect(DatingWindow(run) { _ in "other" }?.committed == run.intentEntry.seq)
        #expect(DatingWindow(run) { _ in nil }?.committed == run.intentEntry.seq)
    }

    @Test func `a cosignature's time is in seconds`() {
        let draft = EntryDraft(.anchorCosign, ["size": 4, "time": 1_793_491_200])
        let entry = Entry(seq: 5, at: Timestamp(milliseconds: 0), session: 0, draft)
        #expect(AnchorPoint(entry)?.time.milliseconds == 1_793_491_200_000)
    }
}
