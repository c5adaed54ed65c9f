import ExhibitJSON
import ExhibitModel

/// What a command has to say when it is done; one place turns it into text or into the envelope.
struct Answer: Sendable {
    /// The envelope's `result`.
    var result: JSONValue = .null
    /// For people, in order; the last one is the path of what was made, if anything was.
    var lines: [String] = []
    /// For `--quiet`.
    var quietLines: [String] = []
    /// Set when the command did not come to exit 0.
    var report: Report?
    /// Command lines that continue from here, besides those of the report.
    var next: [String] = []
}
