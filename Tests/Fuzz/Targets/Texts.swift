import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

extension FuzzTarget {
    /// What was read is written again as it was, or means the same.
    static let json = FuzzTarget(name: "json") { bytes in
        if let value = try? CanonicalJSON.read(bytes) {
            precondition((try? CanonicalJSON.bytes(value)) == bytes, "canonical bytes are written otherwise")
        }
        if let value = try? JSONReader.read(bytes, .canonical) {
            let canonical = try? CanonicalJSON.bytes(value)
            precondition(canonical.flatMap { try? CanonicalJSON.read($0) } != nil, "what is canonical cannot be read")
            precondition((try? JSONReader.read(bytes, .reply)) == value, "a reply's reader takes less")
        }
        if let value = try? JSONReader.read(bytes, .reply) {
            precondition(again(JSONText.compact(value)) == value, "compact text means something else")
            precondition(again(JSONText.pretty(value)) == value, "pretty text means something else")
        }
        _ = try? JSONReader.readTolerant(bytes)
        _ = EventStream.read(bytes)
        _ = BodyValue(bytes, contentType: "text/event-stream")
    }

    static let json5 = FuzzTarget(name: "json5") { bytes in
        if let value = try? JSON5Reader.read(bytes) {
            precondition(again(JSONText.compact(value)) == value, "as JSON it means something else")
        } else {
            precondition((try? JSONReader.read(bytes, .reply)) == nil, "JSON is JSON5")
        }
    }

    static let entry = FuzzTarget(name: "entry") { bytes in
        if let entry = try? Entry(exactly: bytes, at: 0) {
            precondition((try? entry.canonical()) == bytes, "exact bytes are written otherwise")
            _ = RunReplay(entry)
            _ = TaskState.initial(entry)
        }
        if let entry = try? Entry(parsing: bytes, at: 0), let canonical = try? entry.canonical() {
            precondition((try? Entry(exactly: canonical, at: 0)) == entry, "an entry does not come back")
        }
    }

    /// A policy is judged, too: over no facts, and over itself.
    static let policy = FuzzTarget(name: "policy") { bytes in
        guard let policy = try? Policy(parsing: bytes) else { return }
        precondition((try? Policy(parsing: policy.canonical))?.canonical == policy.canonical, "not its own form")
        _ = policy.judge(.object([:]))
        if let facts = try? JSONReader.read(policy.canonical, .canonical) { _ = policy.judge(facts) }
    }

    private static func again(_ text: String) -> JSONValue? {
        try? JSONReader.read(Array(text.utf8), .reply)
    }
}
