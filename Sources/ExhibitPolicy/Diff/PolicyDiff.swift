import ExhibitJSON

/// What another policy says differently, part by part; the order of rules and keys does not matter.
package struct PolicyDiff: Sendable {
    package let changes: [PolicyChange]

    package init(_ old: Policy, _ new: Policy) {
        let old = Self.document(old)
        let new = Self.document(new)
        changes =
            ["id", "version", "title", "applies_to", "accept"].flatMap { key in
                Self.change(.policy, key, nil, old[key], new[key])
            }
            + Self.members(.limit, old["limits"], new["limits"])
            + Self.members(.set, old["sets"], new["sets"])
            + Self.listed(.rule, "id", old["rules"], new["rules"])
            + Self.listed(.promptGuard, "id", old["prepare"], new["prepare"])
            + Self.words(.reviewer, old["reviewers"], new["reviewers"])
            + Self.words(.waivable, old["waivable"], new["waivable"])
            + Self.listed(.test, "name", old["tests"], new["tests"])
    }

    private static func document(_ policy: Policy) -> JSONValue {
        guard let document = try? JSONReader.read(policy.canonical, .canonical) else { return [:] }  // our own bytes
        return document
    }

    private static func change(
        _ part: PolicyChange.Part,
        _ name: String,
        _ member: String?,
        _ old: JSONValue?,
        _ new: JSONValue?
    ) -> [PolicyChange] {
        old == new ? [] : [PolicyChange(part: part, name: name, member: member, old: old, new: new)]
    }

    private static func members(_ part: PolicyChange.Part, _ old: JSONValue?, _ new: JSONValue?) -> [PolicyChange] {
        names(old?.object?.keys ?? [], new?.object?.keys ?? []).flatMap { change(part, $0, nil, old?[$0], new?[$0]) }
    }

    /// Objects of a list that have a name; an object that both lists have is compared member by member.
    private static func listed(
        _ part: PolicyChange.Part,
        _ key: String,
        _ old: JSONValue?,
        _ new: JSONValue?
    ) -> [PolicyChange] {
        let old = named(key, old)
        let new = named(key, new)
        return names(old.map(\.name), new.map(\.name)).flatMap { name -> [PolicyChange] in
            let before = old.first { $0.name == name }?.value
            let after = new.first { $0.name == name }?.value
            guard let before, let after else { return change(part, name, nil, before, after) }
            return names(before.object?.keys ?? [], after.object?.keys ?? []).flatMap { member in
                change(part, name, member, before[member], after[member])
            }
        }
    }

    private static func named(_ key: String, _ list: JSONValue?) -> [(name: String, value: JSONValue)] {
        (list?.array ?? []).compactMap { item in item[key]?.string.map { ($0, item) } }
    }

    private static func words(_ part: PolicyChange.Part, _ old: JSONValue?, _ new: JSONValue?) -> [PolicyChange] {
        let before = Set((old?.array ?? []).compactMap(\.string))
        let after = Set((new?.array ?? []).compactMap(\.string))
        return before.symmetricDifference(after).sorted().map { word in
            let value = JSONValue.string(word)
            return PolicyChange(
                part: part,
                name: word,
                member: nil,
                old: before.contains(word) ? .some(value) : .none,
                new: after.contains(word) ? .some(value) : .none
            )
        }
    }

    /// The names of both, those of the first in their order, then what is new.
    private static func names(_ old: [String], _ new: [String]) -> [String] {
        var seen: Set<String> = []
        return (old + new).filter { seen.insert($0).inserted }
    }
}
