package import ExhibitJSON
package import ExhibitModel

/// What an audit found, what it could not know, and what it did not look at.
package struct AuditReport: Sendable, Hashable {
    /// What was audited: a home or a bundle.
    package enum Subject: String, Sendable, Hashable {
        case home
        case bundle
    }

    package let subject: Subject
    package let path: String
    package internal(set) var origin: String?
    /// The root over all entries, as computed.
    package internal(set) var root: String?
    package internal(set) var counts = AuditCounts()
    /// At most ``findingLimit``; ``findingCount`` counts them all.
    package private(set) var findings: [Finding] = []
    package private(set) var findingCount = 0
    package internal(set) var notes: [Note] = []
    /// What this audit left out, and why.
    package internal(set) var notChecked: [String] = []
    /// What nothing in the evidence can show.
    package internal(set) var notShown: [String] = []
    /// What outside parties have dated, and how far.
    package internal(set) var dated: [DatedEntries] = []
    /// The entries that tell of runs, judgements or keys and that no outside date covers.
    package internal(set) var undated: ClosedRange<Int64>?
    /// Heads of earlier visits beside the ledger as it is (`--against`).
    package internal(set) var comparisons: [HeadComparison] = []
    var providers: Set<String> = []
    var unknownOperations: Set<String> = []

    /// More than a reader will read; the count goes on.
    package static let findingLimit = 1000

    init(_ subject: Subject, path: String) {
        self.subject = subject
        self.path = path
    }

    package var isIntact: Bool { findingCount == 0 }

    mutating func add(_ finding: Finding) {
        guard !findings.contains(finding) else { return }
        findingCount += 1
        if findings.count < Self.findingLimit { findings.append(finding) }
    }

    /// In the order of the entries, whichever part of the audit came first.
    mutating func sortFindings() {
        findings.sort { ($0.entry ?? .max, $0.check.rawValue) < ($1.entry ?? .max, $1.check.rawValue) }
    }

    mutating func add(_ tally: RunTally) {
        counts.add(tally.counts)
        providers.formUnion(tally.providers)
        unknownOperations.formUnion(tally.unknownOperations)
        for finding in tally.findings { add(finding) }
        notes += tally.notes
    }

    /// The object of `--json`; names are added, never changed.
    package var json: JSONObject {
        JSONObject([
            ("schema", "exhibit.audit/1"), ("subject", .string(subject.rawValue)), ("path", .string(path)),
            ("origin", origin.map(JSONValue.string) ?? .null), ("unchanged", .bool(isIntact)),
            ("root", root.map(JSONValue.string) ?? .null), ("counts", counts.json),
            ("dated", .array(dated.map(\.json))),
            (
                "undated",
                undated.map { range -> JSONValue in
                    ["from": .number(JSONNumber(range.lowerBound)), "to": .number(JSONNumber(range.upperBound))]
                } ?? .null
            ),
            ("findings", .array(findings.map(\.json))), ("findings_total", .int(findingCount)),
            ("against", .array(comparisons.map(\.json))),
            ("notes", .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
            ("not_checked", .array(notChecked.map(JSONValue.string))),
            ("not_shown", .array(notShown.map(JSONValue.string))),
        ])
    }

    /// The error of somebody who wants all entries dated; nil when they are.
    package var undatedOutcome: Report? {
        undated.map { range in
            Report(
                .evidenceUnanchored,
                "no outside date covers \(Self.entries(Int(range.lowerBound), Int(range.upperBound)))"
            )
        }
    }

    /// The error that ends the command; nil when nothing was found.
    package var outcome: Report? {
        guard let first = findings.first else { return nil }
        let more = findingCount > 1 ? ", and \(findingCount - 1) more findings" : ""
        return Report(.evidenceBroken, first.line + more)
    }
}
