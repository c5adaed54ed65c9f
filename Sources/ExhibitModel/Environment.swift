/// The process's surroundings as values, so that everything below the command line is a function of its arguments.
package struct Environment: Sendable {
    package let variables: [String: String]
    package let currentFolder: String
    package let now: @Sendable () -> Timestamp
    /// `count` bytes from the operating system's generator.
    package let random: @Sendable (_ count: Int) -> [UInt8]

    package init(
        variables: [String: String],
        currentFolder: String,
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.variables = variables
        self.currentFolder = currentFolder
        self.now = now
        self.random = random
    }

    /// The variable's value; an empty one counts as not set.
    package subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// The same surroundings, seen from another folder.
    package func moved(to folder: String) -> Environment {
        Environment(variables: variables, currentFolder: folder, now: now, random: random)
    }

    package func makeID() -> ULID {
        ULID(at: now(), random: random(10))
    }

    /// `path` as an absolute one: `~/` is `$HOME`, anything else relative starts in the current folder.
    package func absolute(_ path: String) -> String {
        if path == "~" || path.hasPrefix("~/"), let home = self["HOME"] {
            return home + path.dropFirst()
        }
        if path.hasPrefix("/") { return path }
        return path == "." ? currentFolder : currentFolder + "/" + path
    }
}
