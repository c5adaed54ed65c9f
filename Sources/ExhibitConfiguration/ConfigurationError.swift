package import ExhibitJSON
package import ExhibitModel

/// What is wrong with a configuration, or with what it was asked for; nothing has been sent when one is thrown.
package enum ConfigurationError: Error, Sendable, Hashable {
    /// A config that the user named is not there.
    case missing(path: String, step: String)
    case unreadable(FileFault)
    /// The file is not JSON (or JSON5); line and column are in the error.
    case syntax(file: String, JSONError)
    case invalid(Place, String)
    case unknownKey(Place, suggestion: String?)
    /// The file uses something that this version does not read: ignoring it could change what is sent, and where.
    case unsupported(Place, String)
    /// - Parameters:
    ///   - name: nil when no step of the look-up named or found one.
    ///   - source: the step that named it.
    case providerNotFound(name: String?, source: String?, suggestion: String?, lookedAt: [String])
    case noKey(provider: String, reason: String)
    /// A file or a command does not give the secret that a reference names.
    case noSecret(provider: String, reason: String, hint: String)
    /// Others can write what would decide which secret is sent, or which command is run.
    case untrusted(String, hint: String)
    case dialectUnknown(provider: String, dialect: String, known: [String])
    case insecure(provider: String, host: String)
    /// - Parameter given: the placeholder that was named, nil when no model was.
    case modelPlaceholder(given: String?, variable: String?, lookedAt: [String])
}

extension ConfigurationError: Reportable {
    package var report: Report {
        switch self {
        case .missing(let path, let step):
            Report(.configMissing, "the config named by \(step) is not there: \(path)")
        case .unreadable(let fault):
            Report(.configInvalid, fault.report.message, hint: "make the file readable, or name another one")
        case .syntax(let file, let error):
            Report(.configInvalid, "\(file): \(error.message)")
        case .invalid(let place, let problem):
            Report(.configInvalid, "\(place): \(problem)", hint: "correct the value at the place named")
        case .unknownKey(let place, let suggestion):
            Report(
                .configInvalid,
                "\(place): unknown key" + (suggestion.map { ", did you mean \"\($0)\"?" } ?? ""),
                hint: "correct or remove the key at the place named"
            )
        case .unsupported(let place, let problem):
            Report(
                .configInvalid,
                "\(place): \(problem)",
                hint: "change the config at the place named"
            )
        case .providerNotFound(let name, let source, let suggestion, let lookedAt):
            Report(.providerNotFound, Self.notFound(name, source, suggestion, lookedAt))
        case .noKey(let provider, let reason):
            Report(.providerNoKey, "provider \"\(provider)\": \(reason)")
        case .noSecret(let provider, let reason, let hint):
            Report(.providerNoKey, "provider \"\(provider)\": \(reason)", hint: hint)
        case .untrusted(let problem, let hint):
            Report(.configUntrusted, problem, hint: hint)
        case .dialectUnknown(let provider, let dialect, let known):
            Report(
                .providerDialectUnknown,
                "provider \"\(provider)\" speaks \"\(dialect)\", which this version cannot; it speaks "
                    + known.joined(separator: ", ")
            )
        case .insecure(let provider, let host):
            Report(
                .providerInsecure,
                "provider \"\(provider)\": the key would travel to \(host) over plain http, which only loopback may get"
            )
        case .modelPlaceholder(let given, let variable, let lookedAt):
            Self.placeholder(given, variable, lookedAt)
        }
    }

    private static func notFound(
        _ name: String?,
        _ source: String?,
        _ suggestion: String?,
        _ lookedAt: [String]
    ) -> String {
        let subject = name.map { "no provider is called \"\($0)\"" } ?? "no provider is configured"
        let step = source.map { " (named by \($0))" } ?? ""
        let guess = suggestion.map { ", did you mean \"\($0)\"?" } ?? ""
        return subject + step + guess + "; looked at: " + lookedAt.joined(separator: ", ")
    }

    private static func placeholder(_ given: String?, _ variable: String?, _ lookedAt: [String]) -> Report {
        let subject = given.map { "\"\($0)\" is a placeholder, not a model" } ?? "no model is named"
        let hint = "give --model NAME" + (variable.map { ", or set \($0)" } ?? "")
        return Report(.modelPlaceholder, subject + "; looked at: " + lookedAt.joined(separator: ", "), hint: hint)
    }
}
