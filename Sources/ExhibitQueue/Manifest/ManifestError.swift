package import ExhibitModel

/// Everything that is wrong with a manifest; nothing of it has been sent.
package struct ManifestError: Error, Sendable, Hashable {
    /// Problems told one by one; of a file with more, the rest is counted only.
    package static let limit = 1000

    /// In the order of the file, at least one and at most ``limit``.
    package let problems: [ManifestProblem]
    /// How many there are in all.
    package let count: Int

    init(_ problem: ManifestProblem) {
        problems = [problem]
        count = 1
    }

    /// What is found once the orders are made ready; nil without a problem.
    package init?(_ problems: [ManifestProblem]) {
        var list = ProblemList()
        for problem in problems { list.add(problem) }
        self.init(list)
    }

    /// Nil without a problem.
    init?(_ list: ProblemList) {
        guard list.count > 0 else { return nil }
        // Reading comes before making sense, so the list is not in the order of the file yet; sorting keeps equals in order.
        problems = list.problems.sorted { $0.order < $1.order }
        count = list.count
    }
}

extension ManifestError: Reportable {
    /// The worst of them: what would have run a program, else the first.
    package var report: Report {
        let worst = problems.first { $0.code == .usageMockRefused } ?? problems[0]
        let others = count == 1 ? "" : " (and \(count - 1) more problem\(count == 2 ? "" : "s"))"
        return Report(worst.code, worst.sentence + others, hint: worst.hint)
    }
}

extension ManifestProblem {
    fileprivate var order: (Int, Int) { (place?.line ?? 0, place?.column ?? 0) }
}
