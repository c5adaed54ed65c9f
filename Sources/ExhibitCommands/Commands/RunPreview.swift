import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture
import ExhibitRecord

/// `runs show --preview`: what the run made, drawn in the terminal.
struct RunPreview {
    private let kind: TerminalProtocol
    private let columns: Int

    /// No picture is drawn wider than this: the lines beside it are short.
    private static let widest = 80

    /// - Throws: where nobody would see the picture, before anything is read.
    init(_ console: Console, _ environment: Environment, _ output: OutputOptions) throws(Report) {
        guard console.isOutputTerminal, !output.isMachine, !output.quiet,
            let kind = TerminalProtocol.detect(environment.variables)
        else { throw Report(.previewNoTerminal, ErrorCode.previewNoTerminal.sentence) }
        self.kind = kind
        columns = min(console.columns, Self.widest)
    }

    /// The finished picture if there is one, else the provider's own.
    func draw(_ result: RunResult, _ reader: Reader) throws -> String {
        guard let entry = result.replay.finished(1) ?? result.replay.outputs.first,
            entry.body["media_type"]?.string?.hasPrefix("image/") == true
        else { throw Report(.fileNotFound, "the run made no picture") }
        guard let hash = entry.body["sha256"]?.string, let bytes = reader.blob(hash) else {
            throw Report(.fileNotFound, "the picture's bytes are not in the store any more")
        }
        let text = TerminalPicture.draw(try PictureReader.read(bytes).pixels, protocol: kind, columns: columns)
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}
