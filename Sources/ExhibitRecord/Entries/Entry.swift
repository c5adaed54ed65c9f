package import ExhibitJSON
package import ExhibitModel

/// One line of the ledger: an envelope with keys `v seq ts type session run task attempt body`, as canonical JSON.
///
/// Keys that do not apply are absent, never null.
package struct Entry: Sendable, Hashable {
    /// The index in the tree.
    package let seq: Int64
    package let at: Timestamp
    package let type: EntryType
    /// The `seq` of the writer's own `session.open`; absent in `ledger.init`.
    package let session: Int64?
    package let run: String?
    package let task: String?
    package let attempt: Int?
    package let body: JSONObject

    /// An entry that is larger is a blob in disguise (formats.md, "Sizes and the store").
    package static let sizeLimit = 16_384

    package init(seq: Int64, at: Timestamp, session: Int64?, _ draft: EntryDraft) {
        self.seq = seq
        self.at = at
        self.type = draft.type
        self.session = session
        self.run = draft.run
        self.task = draft.task
        self.attempt = draft.attempt
        self.body = draft.body
    }

    /// The bytes that are hashed into the tree (RFC 8785 within our subset).
    package func canonical() throws(RecordError) -> [UInt8] {
        // In the order of the bytes, which spares the writer a sort.
        var object: JSONObject = [:]
        object["attempt"] = attempt.map(JSONValue.int)
        object["body"] = .object(body)
        object["run"] = run.map(JSONValue.string)
        object["seq"] = .number(JSONNumber(seq))
        object["session"] = session.map { .number(JSONNumber($0)) }
        object["task"] = task.map(JSONValue.string)
        object["ts"] = .string(at.description)
        object["type"] = .string(type.rawValue)
        object["v"] = 1
        let bytes: [UInt8]
        do throws(JSONError) {
            bytes = try CanonicalJSON.bytes(.object(object))
        } catch {
            throw .malformed(seq: seq, "\(error)")
        }
        guard bytes.count <= Self.sizeLimit else { throw .tooLarge(type, bytes: bytes.count) }
        return bytes
    }

    /// Reads an entry's envelope, however its bytes are spelled.
    package init(parsing bytes: [UInt8], at index: Int64) throws(RecordError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, .canonical)
        } catch {
            throw .malformed(seq: index, error.report.message)
        }
        try self.init(value, at: index)
    }

    /// Reads an entry whose bytes must be exactly what ``canonical()`` gives for it.
    package init(exactly bytes: [UInt8], at index: Int64) throws(RecordError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try CanonicalJSON.read(bytes)
        } catch {
            throw .malformed(
                seq: index,
                error.kind == .notCanonical ? "its bytes are not in canonical form" : error.report.message
            )
        }
        try self.init(value, at: index)
        // A member of another kind was left out when it was read.
        let told = [attempt != nil, session != nil, run != nil, task != nil].count { $0 } + 5
        guard value.object?.count == told else {
            throw .malformed(seq: index, "its bytes are not in canonical form")
        }
        guard bytes.count <= Self.sizeLimit else { throw .tooLarge(type, bytes: bytes.count) }
    }

    private init(_ value: JSONValue, at index: Int64) throws(RecordError) {
        guard let object = value.object, object["v"]?.int == 1, let seq = object["seq"]?.int,
            let at = object["ts"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
            let name = object["type"]?.string, let body = object["body"]?.object
        else { throw .malformed(seq: index, "the envelope lacks v, seq, ts, type or body") }
        guard let type = EntryType(rawValue: name) else { throw .unknownType(seq: index, name) }
        guard object.members.allSatisfy({ Self.keys.contains($0.key) }) else {
            throw .malformed(seq: index, "the envelope has an unknown key")
        }
        self.seq = Int64(seq)
        self.at = at
        self.type = type
        session = object["session"]?.int.map(Int64.init)
        run = object["run"]?.string
        task = object["task"]?.string
        attempt = object["attempt"]?.int
        self.body = body
    }

    private static let keys: Set<String> = ["v", "seq", "ts", "type", "session", "run", "task", "attempt", "body"]
}
