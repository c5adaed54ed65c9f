import ExhibitJSON

/// Reads conditions, with the names of the sets that they may mention.
struct ClauseReader {
    let sets: [String]

    private static let joins = ["all", "any", "not", "each", "some"]
    private static let keys = joins + ["assert", "path", "op", "value", "set", "other", "order"]

    func clause(_ node: Node, depth: Int = 1) throws(PolicyError) -> Clause {
        guard depth <= Clause.depthLimit else {
            throw node.fault(.exceeded("levels of conditions", limit: Clause.depthLimit))
        }
        let members = try node.members(Self.keys)
        guard let join = Self.joins.first(where: { members[$0] != nil }) else {
            return .comparison(try comparison(node))
        }
        let body = try members.required(join)
        let companions = join == "each" || join == "some" ? [join, "assert"] : [join]
        for member in members.all where !companions.contains(member.key) {
            throw member.node.keyFault(.misplacedKey(member.key))
        }
        switch join {
        case "all": return .all(try clauses(body, depth: depth + 1))
        case "any": return .any(try clauses(body, depth: depth + 1))
        case "not": return .not(try clause(body, depth: depth + 1))
        default:
            let path = try body.members(["path"]).required("path").path()
            let inner = try clause(try members.required("assert"), depth: depth + 1)
            return join == "each" ? .each(path, inner) : .some(path, inner)
        }
    }

    private func clauses(_ node: Node, depth: Int) throws(PolicyError) -> [Clause] {
        var clauses: [Clause] = []
        for element in try node.nonEmptyElements() { clauses.append(try clause(element, depth: depth)) }
        return clauses
    }

    private func comparison(_ node: Node) throws(PolicyError) -> Comparison {
        let members = try node.members(Self.keys)
        let path = try members.required("path").path()
        let name = try members.required("op")
        let word = try name.text()
        guard let op = Operator(rawValue: word) else {
            let names = Operator.allCases.map(\.rawValue)
            throw name.fault(.unknownOperator(word, suggestion: Nearest.to(word, among: names)))
        }
        let keys = ["path", "op"] + op.argumentKeys
        for member in members.all where !keys.contains(member.key) {
            throw member.node.keyFault(.misplacedKey(member.key))
        }
        return Comparison(path: path, op: op, argument: try argument(of: op, members))
    }

    private func argument(of op: Operator, _ members: Members) throws(PolicyError) -> Comparison.Argument {
        switch op {
        case .exists, .absent: return .none
        case .eq, .ne, .contains: return .value(try members.required("value").fact())
        case .prefix, .suffix: return .value(.string(try members.required("value").text()))
        case .isIn, .notIn:
            var values: [JSONValue] = []
            for element in try members.required("value").nonEmptyElements() { values.append(try element.fact()) }
            return .values(values)
        case .inSet: return .set(try members.required("set").name(of: "set of this policy", among: sets))
        case .type:
            let node = try members.required("value")
            let word = try node.name(of: "type", among: FactType.allCases.map(\.rawValue))
            guard let type = FactType(rawValue: word) else { throw node.fault(.wrongType(expected: "a type")) }
            return .type(type)
        case .lt, .le, .gt, .ge: return .integer(try members.required("value").integer())
        case .lenEq, .lenGe, .lenLe: return .integer(try members.required("value").integer(atLeast: 0))
        case .eqPath, .nePath: return .other(try members.required("other").path())
        case .inOrderGe: return try order(members)
        case .within: return try range(try members.required("value"))
        }
    }

    private func range(_ node: Node) throws(PolicyError) -> Comparison.Argument {
        let ends = try node.elements()
        guard ends.count == 2 else { throw node.fault(.wrongType(expected: "two integers, [lowest, highest]")) }
        let low = try ends[0].integer()
        let high = try ends[1].integer()
        guard low <= high else { throw node.fault(.notAllowed("the lowest value comes first")) }
        return .range(low, high)
    }

    private func order(_ members: Members) throws(PolicyError) -> Comparison.Argument {
        let node = try members.required("order")
        let words = try node.texts()
        for (index, word) in words.enumerated() where words[..<index].contains(word) {
            throw node.fault(.duplicate(word))
        }
        let least = try members.required("value")
        let word = try least.text()
        guard let index = words.firstIndex(of: word) else {
            throw least.unknown(word, of: "word of the order", among: words)
        }
        return .order(index, words)
    }
}
