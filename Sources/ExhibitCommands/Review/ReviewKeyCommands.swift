import ExhibitArguments
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitReview

/// `review key init|show`.
enum ReviewKeyCommands {
    static let command = Command(group: "key", "Make a reviewer's key, and look at one.", [make, show])

    private static let make = Command<CommandContext>(
        "init",
        "Make a key that a reviewer signs with; it stays with the reviewer.",
        ReviewOptions(),
        [
            .option(
                "out",
                \.out,
                "The new file, outside any home.",
                value: "FILE",
                required: true,
                completion: .file
            )
        ] + ReviewOptions.talking,
        examples: ["exhibit review key init --out ~/reviewer.key"]
    ) { options, context in
        await context.answering("review key init", options.output) {
            let path = context.environment.absolute(options.out ?? "")
            return answer(try ReviewerKey.make(at: path), path)
        }
    }

    private static let show = Command<CommandContext>(
        "show",
        "Print a key's id and its public half, which others may have.",
        ReviewOptions(),
        [.argument("file", \.file, "The key, private or public.", value: "FILE", completion: .file)]
            + ReviewOptions.talking,
        examples: ["exhibit review key show ~/reviewer.key", "exhibit review key show ~/reviewer.key --json"]
    ) { options, context in
        await context.answering("review key show", options.output) {
            let path = context.environment.absolute(options.file)
            return answer(try ReviewerKey.publicKey(at: path), path)
        }
    }

    private static func answer(_ key: P256PublicKey, _ path: String) -> Answer {
        Answer(
            result: [
                "path": .string(path), "key_id": .string(key.keyID), "public_pem": .string(key.pem),
                "public_spki": .string(Base64.encode(key.spki)),
            ],
            lines: ["key       \(key.keyID)"] + key.pem.split(separator: "\n").map(String.init) + [path],
            quietLines: [key.keyID]
        )
    }
}
