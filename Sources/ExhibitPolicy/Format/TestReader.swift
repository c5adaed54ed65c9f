import ExhibitJSON

/// Reads the tests of a policy, whose names must be those of its rules and sets.
struct TestReader {
    let rules: [String]
    let sets: [String]

    func tests(_ node: Node?) throws(PolicyError) -> [PolicyTest] {
        var tests: [PolicyTest] = []
        for element in try node?.elements() ?? [] { tests.append(try test(element)) }
        return tests
    }

    private func test(_ node: Node) throws(PolicyError) -> PolicyTest {
        let members = try node.members(["name", "input", "expect", "verdict", "sets"])
        let input = try members.required("input")
        try refuseReferences(input)
        var verdict: Verdict?
        if let node = members["verdict"] {
            verdict = Verdict(rawValue: try node.name(of: "verdict", among: Verdict.allCases.map(\.rawValue)))
        }
        guard verdict != nil || members["expect"] != nil else { throw node.fault(.missingKey("expect")) }
        if let node = members["sets"] {
            for member in try node.members().all where !sets.contains(member.key) {
                throw member.node.keyFault(
                    .unknownName(member.key, of: "set of this policy", suggestion: Nearest.to(member.key, among: sets))
                )
            }
        }
        return PolicyTest(
            name: try members.required("name").text(),
            input: input.value,
            expected: try expected(members["expect"]),
            verdict: verdict,
            sets: try PolicyReader.sets(members["sets"])
        )
    }

    private func expected(_ node: Node?) throws(PolicyError) -> [String: Outcome] {
        guard let node else { return [:] }
        var expected: [String: Outcome] = [:]
        for member in try node.members().all {
            guard rules.contains(member.key) else {
                throw member.node.keyFault(
                    .unknownName(
                        member.key,
                        of: "rule of this policy",
                        suggestion: Nearest.to(member.key, among: rules)
                    )
                )
            }
            let words = Outcome.allCases.map(\.rawValue)
            expected[member.key] = Outcome(rawValue: try member.node.name(of: "result", among: words))
        }
        return expected
    }

    /// The policy's digest must cover what its tests say, so an input may not point elsewhere.
    private func refuseReferences(_ node: Node) throws(PolicyError) {
        switch node.value {
        case .object:
            for member in try node.members().all {
                guard member.key != "$ref" else {
                    throw member.node.keyFault(.notAllowed("\"$ref\" is not followed; write the input out"))
                }
                try refuseReferences(member.node)
            }
        case .array:
            for element in try node.elements() { try refuseReferences(element) }
        default: break
        }
    }
}
