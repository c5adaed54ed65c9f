import ExhibitJSON

/// A name that a condition mentions, and where the file mentions it.
struct ClausePlace {
    enum Name {
        /// From the root of the facts; `*` stands for an element of an array.
        case fact([String])
        case set(String)
    }

    let name: Name
    let pointer: JSONPointer

    /// Every fact and set that the conditions of a policy mention; the document was read without an error before.
    static func all(in document: JSONValue) -> [ClausePlace] {
        var places: [ClausePlace] = []
        if let clause = document["applies_to"] {
            places += all(of: clause, at: JSONPointer(tokens: ["applies_to"]), in: [])
        }
        for (index, rule) in (document["rules"]?.array ?? []).enumerated() {
            for key in ["when", "assert"] {
                guard let clause = rule[key] else { continue }
                places += all(of: clause, at: JSONPointer(tokens: ["rules", String(index), key]), in: [])
            }
        }
        return places
    }

    /// `scope` is the path of the element in which the condition's own paths start.
    private static func all(of clause: JSONValue, at pointer: JSONPointer, in scope: [String]) -> [ClausePlace] {
        for join in ["all", "any"] {
            guard let parts = clause[join]?.array else { continue }
            return parts.enumerated().flatMap { index, part in
                all(of: part, at: pointer.appending(join).appending(index), in: scope)
            }
        }
        if let part = clause["not"] { return all(of: part, at: pointer.appending("not"), in: scope) }
        for join in ["each", "some"] {
            guard let over = clause[join], let part = clause["assert"] else { continue }
            let list = fact(over, "path", pointer.appending(join), scope)
            let element = list.first?.tokens ?? scope
            return list + all(of: part, at: pointer.appending("assert"), in: element + ["*"])
        }
        var places = fact(clause, "path", pointer, scope) + fact(clause, "other", pointer, scope)
        if let set = clause["set"]?.string {
            places.append(ClausePlace(name: .set(set), pointer: pointer.appending("set")))
        }
        return places
    }

    private static func fact(
        _ clause: JSONValue,
        _ key: String,
        _ pointer: JSONPointer,
        _ scope: [String]
    ) -> [ClausePlace] {
        guard let path = clause[key]?.string.flatMap({ JSONPointer($0) }) else { return [] }
        return [ClausePlace(name: .fact(scope + path.tokens), pointer: pointer.appending(key))]
    }

    private var tokens: [String]? {
        if case .fact(let tokens) = name { tokens } else { nil }
    }
}
