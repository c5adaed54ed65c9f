import ExhibitJSON
import ExhibitModel
import ExhibitProvider

/// A job as text: what is kept sealed until its run ends for good, since its addresses may be capabilities.
enum JobMemory {
    static func text(_ job: Job) throws -> String {
        var object: JSONObject = ["id": .string(job.id)]
        object["memory"] = .object(
            JSONObject(job.memory.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        )
        object["expires_at"] = job.expiresAt.map { .string($0.description) }
        return String(decoding: try CanonicalJSON.bytes(.object(object)), as: UTF8.self)
    }

    /// Nil when the text is none of ours.
    static func job(_ text: String) -> Job? {
        guard let value = try? CanonicalJSON.read(Array(text.utf8)), let id = value["id"]?.string else { return nil }
        let members = value["memory"]?.object?.members ?? []
        let memory = members.compactMap { member in member.value.string.map { (member.key, $0) } }
        return Job(
            id: id,
            memory: Dictionary(memory, uniquingKeysWith: { first, _ in first }),
            expiresAt: value["expires_at"]?.string.flatMap { Timestamp(rfc3339: $0) }
        )
    }
}
