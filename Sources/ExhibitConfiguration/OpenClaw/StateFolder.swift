import ExhibitModel

/// A folder where OpenClaw keeps its config and its `.env`.
struct StateFolder {
    let path: String
    let step: String
    /// A variable names it: no other folder is looked into.
    var isMoved = false
    /// It has a name of OpenClaw's earlier days.
    var isOld = false

    private static let oldNames = [".clawdbot", ".moldbot", ".moltbot"]

    /// The folders to look into, in order: today's first, none without a home.
    static func all(_ environment: Environment) -> [StateFolder] {
        if let folder = environment["OPENCLAW_STATE_DIR"] {
            return [StateFolder(path: environment.absolute(folder), step: "$OPENCLAW_STATE_DIR", isMoved: true)]
        }
        if let home = environment["OPENCLAW_HOME"].map(environment.absolute) {
            return [StateFolder(path: home + "/.openclaw", step: "$OPENCLAW_HOME", isMoved: true)]
                + old(in: home) { _ in "$OPENCLAW_HOME" }
        }
        let home = (environment["HOME"] ?? environment["USERPROFILE"]).map(environment.absolute)
        let today = home.map { [StateFolder(path: $0 + "/.openclaw", step: "~/.openclaw")] } ?? []
        if let folder = environment["CLAWDBOT_STATE_DIR"].map(environment.absolute) {
            return today + [StateFolder(path: folder, step: "$CLAWDBOT_STATE_DIR", isOld: true)]
        }
        return today + (home.map { old(in: $0) { "~/" + $0 } } ?? [])
    }

    private static func old(in home: String, step: (String) -> String) -> [StateFolder] {
        oldNames.map { StateFolder(path: "\(home)/\($0)", step: step($0), isOld: true) }
    }
}
