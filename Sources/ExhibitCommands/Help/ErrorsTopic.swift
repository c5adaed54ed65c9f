import ExhibitModel

/// `help errors`: the registry of errors, by exit status.
enum ErrorsTopic {
    static var text: String {
        let head = """
            Every error has a code that never changes, a sentence, and a hint. With --json
            the code is error.code. "retry" marks what may be tried again as it is.
            """
        return ([head] + ExitCode.allCases.compactMap(section)).joined(separator: "\n\n")
    }

    private static func section(_ exit: ExitCode) -> String? {
        let codes = ErrorCode.allCases.filter { $0.exit == exit }
        guard !codes.isEmpty else { return nil }
        let lines = codes.flatMap { code in
            ["  \(code.rawValue)\(code.retryable ? "   (retry)" : "")"]
                + code.sentence.wrapped(at: 80, indent: 6) + "hint: \(code.hint)".wrapped(at: 80, indent: 6)
        }
        return ("exit \(exit.rawValue): \(exit.meaning)".wrapped(at: 80, indent: 0) + lines).joined(separator: "\n")
    }
}
