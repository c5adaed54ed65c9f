import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Glibc

/// The entry that opens a session, and the one that closes it.
enum SessionAnnouncement {
    static func make(_ id: ULID, home: Home, _ keys: Keys, _ heads: Heads, _ environment: Environment) -> Append {
        let kind = FileSystemKind.name(at: home.path)
        let user = PrivateValue(committing: environment["USER"] ?? "\(getuid())", environment.random)
        let host = PrivateValue(committing: hostName(), environment.random)
        var body: JSONObject = [
            "session": .string(id.description), "format": .number(JSONNumber(EntryType.format)),
            "pid": .int(ProcessMark.own.pid), "boot": .string(ProcessMark.own.boot),
            "tool": .string("\(Tool.name) \(Tool.version)"), "fs": .string(kind), "user_commit": .string(user.commit),
            "host_commit": .string(host.commit),
        ]
        // So that whoever has the entries alone can check statements, and that no reviewer's key is this one.
        body["statement_public"] = keys.statement.map { .string(Base64.encode($0.publicKey.spki)) }
        var drafts = [EntryDraft(.sessionOpen, body)]
        if FileSystemKind.isDoubtful(kind) {
            let message = "the home is on \(kind): its locks and syncs may not hold"
            drafts.append(EntryDraft(.warning, ["code": "home.file_system", "message": .string(message)]))
        }
        if !heads.isDoubled {
            let message =
                "the copy of heads.log outside the home cannot be written: an old home that was restored may go unnoticed"
            drafts.append(EntryDraft(.warning, ["code": "heads.not_doubled", "message": .string(message)]))
        }
        return Append(drafts, values: [user, host])
    }

    static func closing(_ counts: [String: Int]) -> JSONObject {
        let total = counts.values.reduce(1, +)
        let sorted = counts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.number(JSONNumber($0.value))) }
        return ["counts": .object(JSONObject(sorted)), "entries": .number(JSONNumber(total))]
    }

    private static func hostName() -> String {
        var info = utsname()
        guard unsafe uname(&info) == 0 else { return "unknown" }
        return unsafe withUnsafePointer(to: &info.nodename) { pointer in
            unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 65) { unsafe String(cString: $0) }
        }
    }
}
