/// An error as its reader meets it: a registered code, one sentence, and what to do.
package struct Report: Error, Sendable, Hashable {
    package let code: ErrorCode
    package let message: String
    package let hint: String
    package var billed: Billed
    /// Command lines that continue from here.
    package var next: [String]

    /// Without a hint of its own it has the registry's.
    package init(_ code: ErrorCode, _ message: String, hint: String? = nil, billed: Billed = .no, next: [String] = []) {
        self.code = code
        self.message = message
        self.hint = hint ?? code.hint
        self.billed = billed
        self.next = next
    }

    package var exit: ExitCode { code.exit }
    package var retryable: Bool { code.retryable }
}

/// A module's own error that knows how it is told.
package protocol Reportable: Error {
    var report: Report { get }
}

extension Report: Reportable {
    package var report: Report { self }
}
