import ExhibitConfiguration
import ExhibitModel
import ExhibitRedaction
import ExhibitRun

/// The headers that go to the origin and nowhere else; no value of theirs is recorded.
///
/// Other processes of the machine can read a command line. So a value may name a variable instead: `env:VAR`, alone or
/// behind an authentication scheme. Such a header is found again when the run is resumed; one that was written out is not.
struct FetchHeaders {
    let secretHeaders: [(name: String, prefix: String, value: Secret)]
    /// What the redactor has to find.
    let secrets: [KnownSecret]
    /// For the record: the name of each header, and of its variable.
    let options: [Intent.Option]
    let notes: [Note]

    private static let given = "given"
    private static let optionPrefix = "header "

    /// Headers that say what is wanted; every other value may be a secret.
    private static let open: Set<String> = [
        "accept", "accept-language", "cache-control", "origin", "pragma", "range", "referer", "user-agent",
    ]

    private struct Header {
        let name: String
        /// `Bearer ` in `Bearer env:VAR`.
        let prefix: String
        let variable: String?
        let value: Secret
    }

    /// Reads `NAME: VALUE` of the command line.
    static func read(_ texts: [String], _ environment: Environment) throws -> FetchHeaders {
        FetchHeaders(
            try texts.map { text in
                guard let colon = text.firstIndex(of: ":") else {
                    throw Report(.usageInvalid, "a --header has no colon", hint: "write --header 'NAME: env:VAR'")
                }
                return try header(String(text[..<colon]), String(text[text.index(after: colon)...]), environment)
            }
        )
    }

    /// The headers of a recorded run: those whose value is in the environment.
    static func again(_ options: [(name: String, value: String)], _ environment: Environment) throws -> FetchHeaders {
        var headers: [Header] = []
        var notes: [Note] = []
        for option in options where option.name.hasPrefix(optionPrefix) {
            let name = String(option.name.dropFirst(optionPrefix.count))
            guard option.value != given else {
                notes.append(
                    Note("header.not_kept", "the header \(name) was given on the command line, and is not kept")
                )
                continue
            }
            headers.append(try header(name, option.value, environment))
        }
        return FetchHeaders(headers, notes)
    }

    private init(_ headers: [Header], _ notes: [Note] = []) {
        secretHeaders = headers.map { ($0.name, $0.prefix, $0.value) }
        options = headers.map { header in
            let value = header.variable.map { "\(header.prefix)env:\($0)" } ?? Self.given
            return Intent.Option(Self.optionPrefix + header.name.lowercased(), .text(value))
        }
        secrets = headers.filter { !Self.open.contains($0.name.lowercased()) || $0.variable != nil }.flatMap(Self.known)
        self.notes = notes
    }

    private static func header(_ name: String, _ text: String, _ environment: Environment) throws -> Header {
        let place = Place(file: "--header \(name)")
        try HeaderRule.check(name: name, at: place)
        let text = try HeaderRule.value(text, at: place)
        let words = text.split(separator: " ")
        guard words.count <= 2, let last = words.last, last.hasPrefix("env:") else {
            return Header(name: name, prefix: "", variable: nil, value: Secret(text))
        }
        let variable = String(last.dropFirst(4))
        guard let value = environment[variable] else {
            throw Report(
                .usageInvalid,
                "--header \(name): the variable \(variable) is not set",
                hint: "set it, then try again"
            )
        }
        return Header(
            name: name,
            prefix: words.count == 2 ? "\(words[0]) " : "",
            variable: variable,
            value: Secret(try HeaderRule.value(value, at: Place(file: "$" + variable)))
        )
    }

    /// The value, and what stands behind its scheme: either may come back in an answer.
    private static func known(_ header: Header) -> [KnownSecret] {
        let name = header.variable.map { "$" + $0 } ?? "header \(header.name)"
        let behind = header.value.reveal { text in
            text.firstIndex(of: " ").map { String(text[text.index(after: $0)...]) }
        }
        return [KnownSecret(name: name, value: header.value)]
            + (behind.map { [KnownSecret(name: name, value: Secret($0))] } ?? [])
    }
}
