import ExhibitJSON

extension ConfigNode {
    /// An object at `place` whose members may stand in other files.
    init(place: Place, members: [(key: String, node: ConfigNode)]) {
        self.init(
            place: place,
            value: .object(JSONObject(members.map { ($0.key, $0.node.value) })),
            moved: Self.moved(members, from: place)
        )
    }

    /// A list at `place` whose elements may stand in other files.
    init(place: Place, elements: [ConfigNode]) {
        self.init(
            place: place,
            value: .array(elements.map(\.value)),
            moved: Self.moved(elements.enumerated().map { (String($0), $1) }, from: place)
        )
    }

    /// Both together: objects member by member, lists end to end; of anything else `other` stands.
    func merged(with other: ConfigNode) -> ConfigNode {
        switch (value, other.value) {
        case (.object(let lower), .object(let upper)):
            var members = lower.members.map { key, value in
                let below = inner(key, value)
                return (key: key, node: upper[key].map { below.merged(with: other.inner(key, $0)) } ?? below)
            }
            members += upper.members.filter { lower[$0.key] == nil }.map { ($0.key, other.inner($0.key, $0.value)) }
            return ConfigNode(place: other.place, members: members)
        case (.array(let first), .array(let second)):
            let elements =
                first.enumerated().map { inner(String($0), $1) }
                + second.enumerated().map { other.inner(String($0), $1) }
            return ConfigNode(place: other.place, elements: elements)
        default:
            return other
        }
    }

    private static func moved(_ inner: [(key: String, node: ConfigNode)], from place: Place) -> [String: ConfigNode] {
        Dictionary(
            inner.filter { $0.node.place != place[$0.key] || !$0.node.moved.isEmpty }.map { ($0.key, $0.node) },
            uniquingKeysWith: { $1 }
        )
    }
}
