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
    /// Said when a name of OpenClaw's earlier days led here.
    package let note: Note?

    private static let fileName = "openclaw.json"
    private static let oldFileNames = ["clawdbot.json", "moldbot.json", "moltbot.json"]
    private static let namingVariables = ["OPENCLAW_CONFIG", "OPENCLAW_CONFIG_PATH"]
    private static let oldNamingVariable = "CLAWDBOT_CONFIG_PATH"

    /// `--config` > `$OPENCLAW_CONFIG` > `$OPENCLAW_CONFIG_PATH` > the state folder's file > the names that OpenClaw had
    /// before.
    ///
    /// A variable that moves the state folder is final, as in OpenClaw: an empty folder there does not lead back to the
    /// config of another identity in `~/.openclaw`.
    package static func locate(_ environment: Environment, flag: String?) -> OpenClawLocation {
        let folders = StateFolder.all(environment)
        func named(_ path: String, _ step: String, note: Note? = nil) -> OpenClawLocation {
            let path = environment.absolute(path)
            return OpenClawLocation(
                path: path,
                step: step,
                isNamed: true,
                lookedAt: [path],
                stateFolder: folders.first?.path,
                note: note
            )
        }
        if let flag { return named(flag, "--config") }
        for variable in namingVariables {
            if let path = environment[variable] { return named(path, "$" + variable) }
        }
        if let today = folders.first, !today.isOld, let found = found(in: today) { return found }
        if let path = environment[oldNamingVariable], folders.first?.isMoved != true {
            return named(path, "$" + oldNamingVariable, note: oldName("$\(oldNamingVariable)", "$OPENCLAW_CONFIG_PATH"))
        }
        return folders.lazy.filter(\.isOld).compactMap(found).first
            ?? OpenClawLocation(
                path: nil,
                step: folders.first?.step ?? "~/.openclaw",
                isNamed: false,
                lookedAt: folders.prefix(1).map { "\($0.path)/\(fileName)" },
                stateFolder: folders.first?.path,
                note: nil
            )
    }

    private static func found(in folder: StateFolder) -> OpenClawLocation? {
        guard let name = ([fileName] + oldFileNames).first(where: { RegularFile.exists("\(folder.path)/\($0)") }) else {
            return nil
        }
        let path = "\(folder.path)/\(name)"
        return OpenClawLocation(
            path: path,
            step: folder.step,
            isNamed: false,
            lookedAt: [path],
            stateFolder: folder.path,
            note: folder.isOld || name != fileName ? oldName(path, "~/.openclaw/\(fileName)") : nil
        )
    }

    private static func oldName(_ old: String, _ new: String) -> Note {
        Note("config.old_name", "the OpenClaw config was found by an old name, \(old); today's is \(new)")
    }
}
