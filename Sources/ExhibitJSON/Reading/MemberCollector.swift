/// Members of an object being read, and the keys seen so far.
struct MemberCollector {
    private(set) var members: [(key: String, value: JSONValue)] = []
    /// Filled when walking the members would cost more than hashing; a stranger's object may have a million.
    private var index: Set<ExactKey> = []
    private static let few = 24

    init() { members.reserveCapacity(8) }

    func contains(_ key: String) -> Bool {
        if members.count <= Self.few { return members.contains { $0.key.hasSameBytes(as: key) } }
        return index.contains(ExactKey(key))
    }

    mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if members.count == Self.few + 1 {
            index = Set(members.map { ExactKey($0.key) })
        } else if members.count > Self.few {
            index.insert(ExactKey(key))
        }
    }
}
