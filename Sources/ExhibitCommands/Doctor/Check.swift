import ExhibitJSON
import ExhibitModel

/// One thing that `doctor` looked at.
struct Check: Sendable {
    enum State: String, Sendable {
        case ok
        case wrong
        /// Only a request that may be billed would show it, or something above stands in the way.
        case unknown
    }

    /// Stable, for programs.
    let name: String
    let state: State
    let message: String
    /// What to do, or how it would show; nil when all is well, and when something else has to be mended first.
    let fix: String?
    /// What is wrong, as the command that meets it would say.
    let report: Report?

    static func ok(_ name: String, _ message: String) -> Check {
        Check(name: name, state: .ok, message: message, fix: nil, report: nil)
    }

    static func wrong(_ name: String, _ report: Report) -> Check {
        Check(name: name, state: .wrong, message: report.message, fix: report.hint, report: report)
    }

    static func unknown(_ name: String, _ message: String, fix: String) -> Check {
        Check(name: name, state: .unknown, message: message, fix: fix, report: nil)
    }

    /// What cannot be looked at because of what is wrong before it.
    static func blocked(_ name: String, by other: String) -> Check {
        Check(name: name, state: .unknown, message: "not looked at: \(other) comes first", fix: nil, report: nil)
    }

    var lines: [String] {
        ["\(state.rawValue.padded(8)) \(name.padded(10)) \(message)"]
            + (fix.map { ["         fix        \($0)"] } ?? [])
    }

    var object: JSONObject {
        JSONObject([
            ("name", .string(name)), ("state", .string(state.rawValue)), ("message", .string(message)),
            ("fix", fix.map(JSONValue.string) ?? .null),
            ("code", report.map { .string($0.code.rawValue) } ?? .null),
        ])
    }
}
