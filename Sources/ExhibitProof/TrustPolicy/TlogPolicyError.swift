package import ExhibitModel

/// What is wrong with a trust policy's file, and in which line.
package struct TlogPolicyError: Error, Hashable, Sendable, Reportable {
    /// From 1 on; 0 for the file as a whole.
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var report: Report {
        Report(
            .tlogPolicyInvalid,
            line == 0 ? "the trust policy \(reason)" : "line \(line) of the trust policy \(reason)"
        )
    }
}
