import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct EntryTests {
    private let at = Timestamp(milliseconds: 1_795_244_177_123)

    private func text(_ entry: Entry) throws -> String { String(decoding: try entry.canonical(), as: UTF8.self) }

    @Test func `keys that do not apply are absent, and the others are in order`() throws {
        let full = EntryDraft(.attemptStarted, run: "R", task: "t", attempt: 2, ["n": 2])
        #expect(
            try text(Entry(seq: 7, at: at, session: 1, full))
                == #"{"attempt":2,"body":{"n":2},"run":"R","seq":7,"session":1,"task":"t","ts":"2026-11-21T06:56:17.123Z","#
                + #""type":"attempt.started","v":1}"#
        )
        #expect(
            try text(Entry(seq: 0, at: at, session: nil, EntryDraft(.ledgerInit, [:])))
                == #"{"body":{},"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1}"#
        )
    }

    @Test(arguments: EntryType.allCases)
    func `an entry of each type is read back as it was`(type: EntryType) throws {
        let draft = EntryDraft(type, run: "R", task: "t", attempt: 1, ["a": [1, "x", nil], "b": ["c": true]])
        let entry = Entry(seq: 3, at: at, session: 1, draft)
        #expect(try Entry(parsing: entry.canonical(), at: 3) == entry)
    }

    @Test func `an entry holds 16 KiB and no more`() throws {
        func entry(_ count: Int) -> Entry {
            Entry(
                seq: 0,
                at: at,
                session: nil,
                EntryDraft(.warning, ["m": .string(String(repeating: "x", count: count))])
            )
        }
        let room = Entry.sizeLimit - (try entry(0).canonical().count)
        #expect(try entry(room).canonical().count == Entry.sizeLimit)
        #expect(throws: RecordError.tooLarge(.warning, bytes: Entry.sizeLimit + 1)) { try entry(room + 1).canonical() }
        #expect(RecordError.tooLarge(.warning, bytes: 1).report.code == .entryTooLarge)
    }

    @Test(arguments: [
        #"{"body":{},"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1,"x":1}"#,
        #"{"body":{},"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":2}"#,
        #"{"body":{},"seq":0,"ts":"2026-11-21T06:56:17Z","type":"ledger.init","v":1}"#,
        #"{"body":[],"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1}"#,
        #"{"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1}"#,
        #"{"body":{},"seq":1.5,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1}"#,
        #"{"body":{"a":1,"a":2},"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"ledger.init","v":1}"#,
        "[]", "", "{}",
    ])
    func `what is no entry is malformed`(text: String) {
        #expect {
            try Entry(parsing: Array(text.utf8), at: 4)
        } throws: { error in
            if case .malformed(seq: 4, _)? = error as? RecordError { true } else { false }
        }
    }

    @Test func `a type that the list does not have is named`() {
        let text = #"{"body":{},"seq":0,"ts":"2026-11-21T06:56:17.123Z","type":"audit.run","v":1}"#
        #expect(throws: RecordError.unknownType(seq: 4, "audit.run")) { try Entry(parsing: Array(text.utf8), at: 4) }
    }

    @Test func `a float cannot get into an entry`() throws {
        let number = try #require(JSONNumber(text: "0.5"))
        let entry = Entry(seq: 0, at: at, session: nil, EntryDraft(.warning, ["a": .number(number)]))
        #expect(throws: RecordError.self) { try entry.canonical() }
    }

    @Test func `a log line is one line, with its time`() {
        var log = RunLog()
        log.add("one\ntwo\r\nthree", at: at)
        log.add(String(repeating: "x", count: 3000), at: at)
        #expect(log.lines[0].text == "one two three")
        #expect(log.lines[1].text.count == 2000)
        #expect(RunLog.lines(log.bytes) == log.lines)
    }
}
