package import ExhibitModel

/// Where the OpenClaw config is looked for, and whether it is there.
package struct OpenClawLocation: Sendable, Hashable {
    /// The file to read; nil when no step led to one.
    package let path: String?
    /// Which step decided: `--config`, `$OPENCLAW_CONFIG`, …, `~/.openclaw`.
    package let step: String
    /// The user named this very file, so its absence is an error.
    package let isNamed: Bool
    /// Every path that was tried, in order.
    package let lookedAt: [String]
    /// OpenClaw's state folder, whose `.env` is read too.
    package let stateFolder: String?

    private static let fileNames = ["openclaw.json", "clawdbot.json", "moldbot.json", "moltbot.json"]
    private static let namingVariables = ["OPENCLAW_CONFIG", "OPENCLAW_CONFIG_PATH"]

    /// `--config` > `$OPENCLAW_CONFIG` > `$OPENCLAW_CONFIG_PATH` > the state folder's file.
    ///
    /// In the state folder the file has today's name or an old one.
    /// A variable that moves the state folder is final, as in OpenClaw: an empty folder there does not lead back to the
    /// config of another identity in `~/.openclaw`.
    package static func locate(_ environment: Environment, flag: String?) -> OpenClawLocation {
        let (stateFolder, stateStep) = stateFolder(environment)
        func named(_ path: String, _ step: String) -> OpenClawLocation {
            let path = environment.absolute(path)
            return OpenClawLocation(path: path, step: step, isNamed: true, lookedAt: [path], stateFolder: stateFolder)
        }
        if let flag { return named(flag, "--config") }
        for variable in namingVariables {
            if let path = environment[variable] { return named(path, "$" + variable) }
        }
        let candidates = stateFolder.map { folder in fileNames.map { folder + "/" + $0 } } ?? []
        let found = candidates.first(where: RegularFile.exists)
        return OpenClawLocation(
            path: found,
            step: stateStep,
            isNamed: false,
            lookedAt: found.map { [$0] } ?? Array(candidates.prefix(1)),
            stateFolder: stateFolder
        )
    }

    private static func stateFolder(_ environment: Environment) -> (String?, step: String) {
        if let folder = environment["OPENCLAW_STATE_DIR"] {
            return (environment.absolute(folder), "$OPENCLAW_STATE_DIR")
        }
        if let home = environment["OPENCLAW_HOME"] {
            return (environment.absolute(home) + "/.openclaw", "$OPENCLAW_HOME")
        }
        let home = environment["HOME"] ?? environment["USERPROFILE"]
        return (home.map { environment.absolute($0) + "/.openclaw" }, "~/.openclaw")
    }
}
