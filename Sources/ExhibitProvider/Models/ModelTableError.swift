import ExhibitJSON
package import ExhibitModel

/// A table of models that cannot be used, and the place in it that says why.
package enum ModelTableError: Error, Sendable, Hashable {
    /// The reader's message names its own place.
    case notJSON(file: String, String)
    /// Line and column count from 1.
    case invalid(file: String, pointer: String, line: Int, column: Int, String)
}

extension ModelTableError: Reportable {
    package var report: Report {
        switch self {
        case .notJSON(let file, let message): Report(.configInvalid, "\(file): \(message)")
        case .invalid(let file, let pointer, let line, let column, let problem):
            Report(
                .configInvalid,
                "\(file): line \(line), column \(column)\(pointer.isEmpty ? "" : ", in \(pointer)"): \(problem)"
            )
        }
    }
}
