import ExhibitModel

/// `secrets.providers.<alias>` of a command: what is run, and with what.
struct SecretCommandSettings {
    private let path: String
    private var arguments: [String] = []
    private var variables: [String: String] = [:]
    private let limit: Int

    init(_ node: ConfigNode, _ secrets: SecretSources) throws(ConfigurationError) {
        guard let command = node.member("command") else { throw .invalid(node.place, "command is missing") }
        func text(_ node: ConfigNode) throws(ConfigurationError) -> String {
            try ResolvedText.expand(node, from: secrets.variables) { .invalid(node.place, $0) }.text
        }
        func absolute(_ node: ConfigNode) throws(ConfigurationError) -> String {
            let path = try text(node)
            guard path.hasPrefix("/") || path.hasPrefix("~/") else {
                throw .invalid(node.place, "must be an absolute path: no shell looks for it")
            }
            return secrets.environment.absolute(path)
        }
        path = try absolute(command)
        var trusted: [String] = []
        for folder in try node.member("trustedDirs")?.elements() ?? [] { trusted.append(try absolute(folder)) }
        try Self.check(
            path,
            at: command.place,
            trusted: trusted,
            allowsInsecurePath: try node.member("allowInsecurePath")?.bool() ?? false
        )
        for argument in try node.member("args")?.elements() ?? [] { arguments.append(try text(argument)) }
        for name in try node.member("passEnv")?.elements() ?? [] {
            let name = try name.string()
            variables[name] = secrets.environment.variables[name]
        }
        for (name, value) in try node.member("env")?.members() ?? [] { variables[name] = try text(value) }
        limit = try node.member("timeoutMs")?.integer(1...60_000) ?? 5000
    }

    func order(input: String, outputLimit: Int) -> ChildProcess.Order {
        ChildProcess.Order(
            path: path,
            arguments: arguments,
            variables: variables,
            input: Array(input.utf8),
            limit: .milliseconds(limit),
            outputLimit: outputLimit
        )
    }

    /// Nobody else may have put the program there: symbolic links are followed, and the file itself is looked at.
    private static func check(
        _ path: String,
        at place: Place,
        trusted: [String],
        allowsInsecurePath: Bool
    ) throws(ConfigurationError) {
        guard let real = RegularFile.realPath(path), let facts = RegularFile.facts(real), facts.isRegular else {
            throw .invalid(place, "names \(path), which is no file")
        }
        let folders = trusted.compactMap(RegularFile.realPath)
        guard trusted.isEmpty || folders.contains(where: { real.hasPrefix($0 + "/") }) else {
            throw .untrusted("\(real) is outside trustedDirs", hint: "name another command, or another folder")
        }
        guard !allowsInsecurePath else { return }
        guard facts.owner == CurrentUser.id || facts.owner == 0 else {
            throw .untrusted("the command \(real) belongs to another user", hint: "make the file your own")
        }
        guard !facts.isWritableByOthers else {
            throw .untrusted("the command \(real) can be written by others", hint: "chmod go-w \(real)")
        }
    }
}
