import ExhibitJSON
import ExhibitModel

extension ManifestProblem {
    /// The error of a JSON text that begins at `start`.
    init(_ error: JSONError, from start: SourcePosition = SourcePosition(), source: String? = nil) {
        let column = error.line == 1 ? start.column + error.column - 1 : error.column
        self.init(
            JSONError(error.kind, pointer: error.pointer).message,
            at: ManifestPlace(line: start.line + error.line - 1, column: column),
            code: .jsonInvalid,
            source: source
        )
    }
}
