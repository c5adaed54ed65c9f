import ExhibitModel

/// What a report says besides its findings: what is merely so, what was left out, and what nothing here can show.
struct Remarks {
    let depth: ReadingDepth
    let hasSecrets: Bool
    let isCompared: Bool

    func add(to report: inout AuditReport) {
        report.notes += notes(report.counts)
        report.notChecked += notChecked(report.counts) + derivedUnchecked(report)
        report.notShown = notShown(report) + report.notShown
    }

    private func notes(_ counts: AuditCounts) -> [Note] {
        let sentences: [(AuditCount, String, String, String)] = [
            (.openRuns, "run.open", "run is still open", "runs are still open"),
            (.runFoldersAway, "audit.run_folder_away", "run folder was moved away", "run folders were moved away"),
            (.filesAway, "audit.file_away", "delivered file was moved away", "delivered files were moved away"),
            (
                .filesReplaced, "audit.file_replaced", "delivered file was replaced by a later run",
                "delivered files were replaced by later runs"
            ),
            (
                .bodiesWithheld, "audit.withheld", "body holds private values that are not here, and was not compared",
                "bodies hold private values that are not here, and were not compared"
            ),
            (
                .bodiesRedacted, "audit.redacted", "body had a credential taken out, and cannot be compared",
                "bodies had credentials taken out, and cannot be compared"
            ),
            (
                .derivationsWithheld, "audit.derivation_withheld",
                "picture's way from the answer is withheld with private values",
                "pictures' way from the answer is withheld with private values"
            ),
            (
                .valuesErased, "audit.value_erased", "private value was erased for good, as an entry says",
                "private values were erased for good, as entries say"
            ),
            (
                .filesErased, "audit.file_erased", "file was erased from the store for good, as an entry says",
                "files were erased from the store for good, as entries say"
            ),
            (.promptsWithheld, "audit.prompt_withheld", "prompt is not here", "prompts are not here"),
        ]
        return sentences.compactMap { count, code, one, many in
            counts[count] == 0 ? nil : Note(code, AuditReport.counted(counts[count], one, many))
        }
    }

    private func notChecked(_ counts: AuditCounts) -> [String] {
        var lines: [String] = []
        let reason = ReadingBudget(depth).reason
        let pictures = counts[.pictures] - counts[.picturesRead]
        if pictures > 0 {
            lines.append("the bytes of \(AuditReport.counted(pictures, "picture", "pictures")): \(reason)")
        }
        if counts[.bodiesUnread] > 0 {
            lines.append(
                "\(AuditReport.counted(counts[.bodiesUnread], "body", "bodies")) that hold pictures: \(reason)"
            )
        }
        if counts[.runFoldersUnread] > 0 {
            lines.append("\(AuditReport.counted(counts[.runFoldersUnread], "run folder", "run folders")): \(reason)")
        }
        if counts[.filesUnread] > 0 {
            lines.append(
                "the bytes of \(AuditReport.counted(counts[.filesUnread], "delivered file", "delivered files")): \(reason)"
            )
        }
        if counts[.checkpointsUnread] > 0 {
            lines.append(
                "the signatures of \(AuditReport.counted(counts[.checkpointsUnread], "older checkpoint", "older checkpoints")): \(reason)"
            )
        }
        if depth == .quick { lines.append("credentials by their form: --quick looks for known ones only") }
        if !hasSecrets { lines.append("known credentials: none is configured here") }
        return lines
    }

    private func derivedUnchecked(_ report: AuditReport) -> [String] {
        let reasons: [(AuditCount, String)] = [
            (.derivedUnread, ReadingBudget(depth).reason),
            (.derivedSourceless, "what they were made from is not here"),
            (
                .derivedUnknown,
                "this version does not have \(report.unknownOperations.sorted().prefix(5).joined(separator: ", "))"
            ),
        ]
        return reasons.compactMap { count, reason in
            let number = report.counts[count]
            guard number > 0 else { return nil }
            return "how \(AuditReport.counted(number, "derived file was", "derived files were")) made: \(reason)"
        }
    }

    private func notShown(_ report: AuditReport) -> [String] {
        let last = max(0, report.counts[.entries] - 1)
        let first = report.dated.map(\.size).max().map(Int.init) ?? 0
        var lines: [String] = []
        if first <= last {
            lines.append(
                "when: no outside date covers \(AuditReport.entries(first, last))"
            )
        }
        if !isCompared {
            lines.append(
                "completeness: compare \"\(report.counts[.entries])\" with a checkpoint that was kept elsewhere (--against)"
            )
        }
        if !report.providers.isEmpty {
            lines.append(
                "origin: \(report.providers.sorted().joined(separator: ", ")) signed nothing; all of it is recorded by the operator's machine"
            )
        }
        return lines
    }
}
