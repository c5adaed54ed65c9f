import ExhibitCrypto
package import ExhibitJSON
import ExhibitModel

/// One thing that does not hold together: what it is, and where.
package struct Finding: Sendable, Hashable {
    /// Which question found it.
    package enum Check: String, Sendable, Hashable, CaseIterable {
        case entry
        case session
        case tree
        case checkpoint
        case heads
        case anchor
        case projection
        case state
        case task
        case blob
        case body
        case derivation
        case derived
        case commitment
        case prompt
        case verdict
        case review
        case runFolder = "run_folder"
        case delivered
        case secret
        case bundle
        case proof
        case attestation
        case wire
    }

    package let check: Check
    package let message: String
    package let entry: Int64?
    package let run: String?
    package let task: String?
    /// A file of the home or the bundle, or at the user's path.
    package let path: String?

    package init(
        _ check: Check,
        _ message: String,
        entry: Int64? = nil,
        run: String? = nil,
        task: String? = nil,
        path: String? = nil
    ) {
        self.check = check
        self.message = message
        self.entry = entry
        self.run = run
        self.task = task
        self.path = path
    }

    init(_ check: Check, _ message: String, at place: Place, path: String? = nil) {
        self.init(check, message, entry: place.entry, run: place.run, task: place.task, path: path)
    }

    /// Ten hex characters: the same for the same thing found again, so that a person can refer to it.
    package var id: String {
        let parts = [check.rawValue, entry.map(String.init) ?? "", run ?? "", path ?? "", message]
        return String(SHA256.hash(Array(parts.joined(separator: "\n").utf8)).hex.prefix(10))
    }

    /// For people: the message, and which run it is about.
    package var line: String {
        guard let run else { return message }
        return "\(message): run \(run.suffix(8))" + (task.map { ", \($0)" } ?? "")
    }

    package var json: JSONValue {
        .object(
            JSONObject([
                ("id", .string(id)), ("check", .string(check.rawValue)), ("message", .string(message)),
                ("entry", entry.map { .number(JSONNumber($0)) } ?? .null),
                ("run_id", run.map(JSONValue.string) ?? .null),
                ("task_name", task.map(JSONValue.string) ?? .null), ("path", path.map(JSONValue.string) ?? .null),
            ])
        )
    }
}
