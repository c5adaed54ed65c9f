import ExhibitModel
import FoundationEssentials

@testable import ExhibitConfiguration

/// A home folder and a working folder of one test, removed with the value.
final class Machine {
    let root: String
    var variables: [String: String] = [:]

    var home: String { root + "/home" }
    var work: String { root + "/work" }
    var ownHome: String { root + "/exhibit" }

    init() throws {
        root = FileManager.default.temporaryDirectory.path + "/exhibit-configuration-\(UInt64.random(in: 0...(.max)))"
        for folder in [root + "/home/.openclaw", root + "/work", root + "/exhibit"] {
            try RegularFile.makeFolder(folder)
        }
    }

    deinit {
        // A folder that stays behind in the temporary folder is not worth a failure.
        try? FileManager.default.removeItem(atPath: root)
    }

    var environment: Environment {
        Environment(
            variables: variables.merging(["HOME": home]) { own, _ in own },
            currentFolder: work,
            now: { Timestamp(milliseconds: 0) },
            random: { [UInt8](repeating: 0, count: $0) }
        )
    }

    func write(_ text: String, _ path: String) throws {
        try RegularFile.makeFolder(RegularFile.folder(of: path))
        try RegularFile.replace(path, with: Array(text.utf8), durable: false)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    /// Writes the config where OpenClaw has it.
    func writeConfig(_ text: String) throws {
        try write(text, home + "/.openclaw/openclaw.json")
    }

    func settings(_ flag: String? = nil) throws -> Settings {
        try Settings.load(environment, configFlag: flag, homeFolder: ownHome)
    }

    /// The provider that a command without flags would use.
    func provider(
        _ name: String? = nil,
        mode: Mode = .generation,
        dialects: [SpokenDialect] = [SpokenDialect("openai")]
    ) throws -> ConfiguredProvider {
        try settings().provider(flag: name, mode: mode, dialects: dialects)
    }
}

extension Secret {
    var shown: String { reveal { $0 } }
}

/// What `body` throws, as its reader meets it.
func report(_ body: () throws -> Void) throws -> Report {
    do {
        try body()
    } catch let error as ConfigurationError {
        return error.report
    }
    throw NothingWasThrown()
}

struct NothingWasThrown: Error {}
