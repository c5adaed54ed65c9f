import ExhibitModel
import ExhibitProof

/// What is handed to `audit witness`: by name of a file, or on standard input.
enum WitnessInput {
    static func read(_ path: String, _ environment: Environment) throws(FileFault) -> [UInt8] {
        path == "-"
            ? try RegularFile.readStandardInput(limit: WitnessRequest.sizeLimit)
            : try RegularFile.read(environment.absolute(path), limit: WitnessRequest.sizeLimit)
    }

    /// The first cosignature line in `word` itself, or in the file that it names: a whole note will do.
    static func line(_ word: String, _ environment: Environment) throws -> NoteSignature {
        let text = word.hasPrefix("\u{2014} ") ? word : String(decoding: try read(word, environment), as: UTF8.self)
        let lines = text.split(separator: "\n").compactMap { NoteSignature(parsing: $0) }
        guard let line = lines.first(where: { $0.cosignedAt != nil }) else {
            throw Report(
                .witnessRequestInvalid,
                "there is no line of a cosignature",
                hint: "give what audit witness sign printed, or a file that holds it"
            )
        }
        return line
    }
}
