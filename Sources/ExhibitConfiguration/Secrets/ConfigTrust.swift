import ExhibitModel

/// Whether a config may name files to read and commands to run: only when nobody but the user can have written it.
struct ConfigTrust: Sendable {
    private let files: [(path: String, facts: RegularFile.Facts)]

    /// - Parameter files: the config, and every file that it includes.
    init(_ files: [ConfigFile]) {
        self.files = files.map { ($0.path, $0.facts) }
    }

    /// - Throws: `.untrusted` with the first file that somebody else may have written.
    func check() throws(ConfigurationError) {
        for (path, facts) in files {
            guard facts.owner == CurrentUser.id else {
                throw .untrusted(
                    "\(path) belongs to another user, so no secret is read and no command run on its word",
                    hint: "make the file your own, or give the key as ${NAME}"
                )
            }
            guard !facts.isWritableByOthers else {
                throw .untrusted(
                    "\(path) can be written by others, so no secret is read and no command run on its word",
                    hint: "chmod go-w \(path)"
                )
            }
        }
    }
}

extension RegularFile.Facts {
    var isWritableByOthers: Bool { mode & 0o022 != 0 }
    var isReadableByOthers: Bool { mode & 0o044 != 0 }
}
