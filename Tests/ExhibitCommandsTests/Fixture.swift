import ExhibitJSON
import ExhibitModel
import Glibc

@testable import ExhibitCommands

/// A folder of its own with a home, an OpenClaw config and an environment; removed with the value.
final class Fixture {
    static let key = "sk-canary-0123456789abcdefghij"

    let folder: String
    let home: String

    init() throws {
        var template = Array("/tmp/exhibit-commands-XXXXXX".utf8CString)
        let made = try unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, unsafe mkdtemp(start) != nil else {
                throw FileFault("make folder", "/tmp", errno: errno)
            }
            return unsafe String(cString: start)
        }
        folder = made
        home = made + "/home"
    }

    deinit {
        Self.remove(folder)
    }

    private static func remove(_ path: String) {
        for name in RegularFile.names(in: path) {
            let inner = path + "/" + name
            if RegularFile.facts(inner)?.isFolder == true { remove(inner) } else { unsafe unlink(inner) }
        }
        unsafe rmdir(path)
    }

    func environment(_ variables: [String: String] = [:]) -> Environment {
        let own = [
            "HOME": folder + "/user", "XDG_STATE_HOME": folder + "/state", "EXHIBIT_HOME": home, "TMPDIR": folder,
        ]
        return Environment(
            variables: own.merging(variables) { $1 },
            currentFolder: folder,
            now: { Timestamp(milliseconds: 1_795_000_000_000) },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        )
    }

    func context(_ variables: [String: String] = [:]) -> CommandContext {
        let environment = environment(variables)
        return CommandContext(environment: environment, console: Console(environment), signals: SignalWatch())
    }

    /// An OpenClaw config with one provider, whose key comes from `$HAPPY_KEY`; returns the variables that go with it.
    func configure(_ name: String = "happy", baseURL: String, key: String = "${HAPPY_KEY}") throws -> [String: String] {
        let entry: JSONValue = ["baseUrl": .string(baseURL), "apiKey": .string(key)]
        let config: JSONValue = ["models": ["providers": .object(JSONObject([(name, entry)]))]]
        try write(JSONText.pretty(config), to: "openclaw.json")
        return ["OPENCLAW_CONFIG": folder + "/openclaw.json", "HAPPY_KEY": Self.key]
    }

    func write(_ text: String, to name: String) throws {
        let path = folder + "/" + name
        try RegularFile.makeFolder(RegularFile.folder(of: path))
        try RegularFile.replace(path, with: Array(text.utf8), durable: false)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try RegularFile.read(folder + "/" + name), as: UTF8.self)
    }
}
