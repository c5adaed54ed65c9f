import ExhibitJSON

/// Reads an `acceptance/v1` document: closed keys, closed operators, every fault with its place.
struct PolicyReader {
    struct Header {
        let id: String
        let version: String
        let title: String
        let limits: PolicyLimits
        let reviewers: [String]
        let maxWarn: Int?
        let guards: [PromptGuard]
        let sets: [String: [JSONValue]]
    }

    struct Body {
        let appliesTo: Clause?
        let rules: [Rule]
        let waivable: Set<String>
    }

    private static let keys = [
        "schema", "id", "version", "title", "applies_to", "prepare", "limits", "reviewers", "sets", "rules", "accept",
        "waivable", "tests",
    ]

    private let root: Node
    private let canonical: [UInt8]

    init(_ bytes: [UInt8]) throws(PolicyError) {
        do {
            let value = try JSONReader.read(bytes, .canonical)
            canonical = try CanonicalJSON.bytes(value)
            root = Node(value: value, pointer: JSONPointer(tokens: []), source: SourceText(bytes))
        } catch {
            throw PolicyError(.notJSON(error), pointer: error.pointer, line: error.line, column: error.column)
        }
    }

    func policy() throws(PolicyError) -> Policy {
        let members = try root.members(Self.keys)
        let schema = try members.required("schema")
        guard try schema.text() == Policy.schema else {
            throw schema.fault(.notAllowed("must be \"\(Policy.schema)\""))
        }
        let header = try header(members)
        let body = try body(members, sets: header.sets.keys.sorted())
        let tests = try TestReader(rules: body.rules.map(\.id), sets: header.sets.keys.sorted()).tests(members["tests"])
        return Policy(header: header, canonical: canonical, body: body, tests: tests)
    }

    private func header(_ members: Members) throws(PolicyError) -> Header {
        Header(
            id: try members.required("id").identifier(),
            version: try members.required("version").text(),
            title: try members.required("title").text(),
            limits: try limits(members["limits"]),
            reviewers: try members["reviewers"]?.texts() ?? [],
            maxWarn: try maxWarn(members["accept"]),
            guards: try guards(members["prepare"]),
            sets: try Self.sets(members["sets"])
        )
    }

    private func limits(_ node: Node?) throws(PolicyError) -> PolicyLimits {
        guard let node else { return .none }
        let members = try node.members(["max_inputs", "max_workers", "max_waiting", "max_images", "max_cost_micros"])
        return PolicyLimits(
            maxInputs: try members["max_inputs"]?.integer(atLeast: 0),
            maxWorkers: try members["max_workers"]?.integer(atLeast: 1),
            maxWaiting: try members["max_waiting"]?.integer(atLeast: 0),
            maxImages: try members["max_images"]?.integer(atLeast: 1),
            maxCostMicros: try members["max_cost_micros"]?.integer(atLeast: 0)
        )
    }

    private func maxWarn(_ node: Node?) throws(PolicyError) -> Int? {
        guard let node else { return nil }
        let members = try node.members(["errors", "max_warn"])
        if let errors = members["errors"], try errors.integer() != 0 {
            throw errors.fault(.notAllowed("must be 0: one failing error rule rejects"))
        }
        return try members["max_warn"]?.integer(atLeast: 0)
    }

    private func guards(_ node: Node?) throws(PolicyError) -> [PromptGuard] {
        var guards: [PromptGuard] = []
        for element in try node?.nonEmptyElements() ?? [] {
            let members = try element.members(["id", "terms", "append"])
            let terms = try members.required("terms")
            _ = try terms.nonEmptyElements()
            guards.append(
                PromptGuard(
                    id: try members.required("id").identifier(),
                    terms: try terms.texts(),
                    sentence: try members.required("append").text()
                )
            )
        }
        return guards
    }

    /// A set may be empty: a rule that asks for it is then not applicable.
    static func sets(_ node: Node?) throws(PolicyError) -> [String: [JSONValue]] {
        guard let node else { return [:] }
        var sets: [String: [JSONValue]] = [:]
        for member in try node.members().all {
            var values: [JSONValue] = []
            for element in try member.node.elements() { values.append(try element.fact()) }
            sets[member.key] = values
        }
        return sets
    }

    private func body(_ members: Members, sets: [String]) throws(PolicyError) -> Body {
        let reader = ClauseReader(sets: sets)
        var appliesTo: Clause?
        if let node = members["applies_to"] { appliesTo = try reader.clause(node) }
        let node = try members.required("rules")
        var rules: [Rule] = []
        var size = appliesTo?.size ?? 0
        for element in try node.nonEmptyElements() {
            guard rules.count < Policy.ruleLimit else { throw node.fault(.exceeded("rules", limit: Policy.ruleLimit)) }
            let rule = try rule(element, reader, after: rules)
            size += rule.assertion.size + (rule.condition?.size ?? 0)
            guard size <= Policy.nodeLimit else {
                throw element.fault(.exceeded("conditions", limit: Policy.nodeLimit))
            }
            rules.append(rule)
        }
        return Body(appliesTo: appliesTo, rules: rules, waivable: try waivable(members["waivable"], rules))
    }

    private func rule(_ node: Node, _ reader: ClauseReader, after earlier: [Rule]) throws(PolicyError) -> Rule {
        let members = try node.members(["id", "severity", "when", "assert", "message"])
        let identifier = try members.required("id")
        let id = try identifier.identifier()
        guard !earlier.contains(where: { $0.id == id }) else { throw identifier.fault(.duplicate(id)) }
        let word = try members.required("severity")
        let name = try word.name(of: "severity", among: Severity.allCases.map(\.rawValue))
        guard let severity = Severity(rawValue: name) else { throw word.fault(.wrongType(expected: "a severity")) }
        var condition: Clause?
        if let node = members["when"] { condition = try reader.clause(node) }
        return Rule(
            id: id,
            severity: severity,
            condition: condition,
            assertion: try reader.clause(try members.required("assert")),
            message: try members["message"]?.text()
        )
    }

    private func waivable(_ node: Node?, _ rules: [Rule]) throws(PolicyError) -> Set<String> {
        var ids: Set<String> = []
        for element in try node?.elements() ?? [] {
            ids.insert(try element.name(of: "rule of this policy", among: rules.map(\.id)))
        }
        return ids
    }
}
