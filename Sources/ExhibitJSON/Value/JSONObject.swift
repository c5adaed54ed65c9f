/// Members in the order they were written, each key once.
///
/// Keys are the same when their bytes are. A look-up walks the members: objects are small.
package struct JSONObject: Sendable {
    package private(set) var members: [(key: String, value: JSONValue)]

    package init() { members = [] }

    /// A repeated key takes the place of the earlier one, as in ``subscript(_:)``.
    package init(_ members: [(String, JSONValue)]) {
        self.init()
        self.members.reserveCapacity(members.count)
        var places: [ExactKey: Int] = [:]
        for (key, value) in members {
            if let place = places[ExactKey(key)] {
                self.members[place].value = value
            } else {
                places[ExactKey(key)] = self.members.count
                self.members.append((key, value))
            }
        }
    }

    init(distinct members: [(key: String, value: JSONValue)]) { self.members = members }

    package var keys: [String] { members.map(\.key) }
    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }

    /// Setting a key that is there keeps its place; setting nil removes it.
    package subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        members.firstIndex { $0.key.hasSameBytes(as: key) }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        guard left.count == right.count else { return false }
        // Most pairs were written by the same code: no look-up until the order differs.
        var different = 0
        while different < left.count, left.members[different].key.hasSameBytes(as: right.members[different].key) {
            guard left.members[different].value == right.members[different].value else { return false }
            different += 1
        }
        guard different < left.count else { return true }
        let rest = Dictionary(
            right.members[different...].map { (ExactKey($0.key), $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        return left.members[different...].allSatisfy { rest[ExactKey($0.key)] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in members {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            sum &+= member.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}
