import ExhibitJSON
import ExhibitModel

/// A secret that a program of the user's tells: asked on its standard input, answered on its standard output.
///
/// The program gets no shell, none of our environment but what `passEnv` names, and five seconds unless `timeoutMs` says
/// otherwise. It starts in the current folder.
struct SecretCommand {
    private static let outputLimit = 1 << 20

    private let reference: SecretReference
    private let provider: String
    private let id: String
    private let order: ChildProcess.Order
    private let jsonOnly: Bool

    init(_ reference: SecretReference, provider: String, _ secrets: SecretSources) throws(ConfigurationError) {
        guard let settings = reference.settings else { throw .invalid(reference.place, "command is missing") }
        try secrets.trust.check()
        self.reference = reference
        self.provider = provider
        id = try reference.id.string()
        guard Self.isID(id) else {
            throw .invalid(reference.id.place, "must be letters, digits and . _ : / # -, without . or .. as a step")
        }
        order = try SecretCommandSettings(settings, secrets).order(
            input: JSONText.compact([
                "protocolVersion": 1, "provider": .string(reference.alias), "ids": .array([.string(id)]),
            ]),
            outputLimit: Self.outputLimit
        )
        jsonOnly = try settings.member("jsonOnly")?.bool() ?? true
    }

    /// What stands for the value where the command is not run.
    var unrun: ResolvedText {
        ResolvedText(text: "", source: source, isFromOutside: true, notes: [], isUnrun: true)
    }

    func value() throws(ConfigurationError) -> ResolvedText {
        let output: [UInt8]
        do throws(ChildProcess.Fault) {
            output = try ChildProcess.run(order)
        } catch {
            throw failure(error.sentence)
        }
        return ResolvedText(text: try answer(in: output), source: source, isFromOutside: true, notes: [])
    }

    private var source: String { "command \(reference.alias)" }

    private func answer(in output: [UInt8]) throws(ConfigurationError) -> String {
        let answer: JSONValue
        do throws(JSONError) {
            answer = try JSONReader.read(output, .reply)
        } catch {
            guard !jsonOnly, let text = String(validating: output, as: UTF8.self) else {
                throw failure("did not answer in JSON (\(error.message))")
            }
            return try nonEmpty(text.trimmed)
        }
        if !jsonOnly, let text = answer.string { return try nonEmpty(text) }
        guard answer["protocolVersion"] == 1 else { throw failure("does not speak protocolVersion 1") }
        if let error = answer["errors"]?[id], !error.isNull {
            throw failure("has no \(id): \(error["message"]?.string?.printable ?? "it does not say why")")
        }
        return try nonEmpty(answer["values"]?[id]?.string ?? "")
    }

    private func nonEmpty(_ text: String) throws(ConfigurationError) -> String {
        guard !text.isEmpty else { throw failure("answered without a text for \(id)") }
        return text
    }

    private func failure(_ problem: String) -> ConfigurationError {
        .noSecret(
            provider: provider,
            reason: "the command \(order.path) of secrets.providers.\(reference.alias) \(problem)",
            hint: "run the command by hand; it is told {\"protocolVersion\":1,…} on its standard input"
        )
    }

    /// Letters, digits and `._:/#-`, at most 256, no mark first, and no `.` or `..` between slashes.
    private static func isID(_ text: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 256 else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || "._:/#-".utf8.contains($0) }
            && !text.split(separator: "/").contains { $0 == "." || $0 == ".." }
    }
}

extension String {
    /// Without spaces and line ends around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// One short line: the words of another program go to a terminal.
    fileprivate var printable: String {
        let line = unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }
        return line.prefix(200).joined()
    }
}
