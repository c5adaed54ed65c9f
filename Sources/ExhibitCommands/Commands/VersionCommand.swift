import ExhibitArguments
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture
import ExhibitTransport

/// `version`: this program and the libraries that it found.
enum VersionCommand {
    static let command = Command<CommandContext>(
        "version",
        "Say which exhibit this is, and on which libraries it stands.",
        OutputOptions(),
        OutputOptions.rows,
        aliases: ["--version"],
        examples: ["exhibit version", "exhibit version --json"]
    ) { options, context in
        await context.answering("version", options) { answer }
    }

    private static var answer: Answer {
        let libraries = [
            ("libcurl", TransportLibrary.version), ("sqlite", LedgerLibrary.version),
            ("libpng", PictureLibraries.libpng), ("libjpeg-turbo", PictureLibraries.libjpegTurbo),
            ("libwebp", PictureLibraries.libwebp), ("openssl", CryptoLibrary.version),
        ]
        let result = JSONObject([
            ("version", .string(Tool.version)), ("schema", "exhibit/1"),
            ("libraries", .object(JSONObject(libraries.map { ($0.0, .string($0.1)) }))),
        ])
        let lines = ["exhibit \(Tool.version)"] + libraries.map { "\($0.0.padded(13))  \($0.1)" }
        return Answer(result: .object(result), lines: lines, quietLines: [Tool.version])
    }
}
