import ExhibitJSON
import Testing

@testable import ExhibitPolicy

/// Takes facts that a shipped policy accepts, breaks one of them at a time, and wants every break to be noticed.
@Suite struct MutationTests {
    /// How one fact is broken.
    enum Break: String, CaseIterable, Sendable {
        case removed, changed, otherType

        func value(for fact: JSONValue, at pointer: String) -> JSONValue? {
            switch (self, fact) {
            case (.removed, _): nil
            case (.changed, .string(let text)): .string("x" + text + "x")
            case (.changed, .bool(let value)): .bool(!value)
            // The one number that a rule bounds from above; all others it bounds from below.
            case (.changed, .number) where pointer == "/mask/outside_changed_ppm": 10_001
            case (.changed, .number(let number)): .number(JSONNumber(number.int == 1 ? 2 : 0))
            case (.changed, _), (.otherType, .bool): "changed"
            case (.otherType, _): true
            }
        }
    }

    /// What a policy reads and may be missing all the same, or reads only in another case.
    private static let optional: Set<String> = [
        "removed /outputs/0/decodes", "removed /outputs/1/decodes", "removed /response/echoed/model",
        // The guard may have changed the prompt, and then the prompt need not be unchanged.
        "removed /request/prompt_unchanged", "changed /request/prompt_unchanged", "otherType /request/prompt_unchanged",
        // Only a proxy's certificate makes a difference to who answered.
        "removed /transport/tls_verified", "changed /transport/tls_verified", "otherType /transport/tls_verified",
        "removed /transport/custom_ca", "changed /transport/custom_ca", "otherType /transport/custom_ca",
        // Nobody has named a host in the set that ships empty.
        "removed /transport/host", "changed /transport/host", "otherType /transport/host",
        // Little changed outside the mask: then nobody has to put the original back.
        "removed /mask/preserved", "changed /mask/preserved", "otherType /mask/preserved",
        // The certificate was checked, whatever the scheme is called; no-mock asks for https.
        "removed /transport/scheme", "changed /transport/scheme", "otherType /transport/scheme",
    ]

    /// The part of `optional` that a policy must notice.
    private static let required: [String: Set<String>] = [
        "integrity": [
            "removed /transport/tls_verified", "changed /transport/tls_verified", "otherType /transport/tls_verified",
        ],
        "no-mock": ["removed /transport/scheme", "changed /transport/scheme", "otherType /transport/scheme"],
        "happy-gpt-image-2": ["removed /transport/scheme", "changed /transport/scheme", "otherType /transport/scheme"],
        "happy-gpt-image-2-attested": [
            "removed /transport/scheme", "changed /transport/scheme", "otherType /transport/scheme",
        ],
    ]

    @Test(arguments: ShippedPolicyTests.names)
    func `no break of a fact that a policy reads goes unnoticed`(name: String) throws {
        let policy = try shipped(name)
        let accepted = try AcceptedFacts.of(name)
        #expect(policy.judge(accepted).verdict == .accepted)
        let relevant = accepted.leaves().filter { policy.reads($0) }
        #expect(relevant.count >= 3)
        for pointer in relevant {
            let fact = try #require(JSONPointer(pointer).flatMap(accepted.at))
            for way in Break.allCases {
                let label = "\(way.rawValue) \(pointer)"
                let broken = accepted.replacing(pointer, by: way.value(for: fact, at: pointer))
                let isOptional = Self.optional.contains(label) && !(Self.required[name] ?? []).contains(label)
                #expect((policy.judge(broken).verdict == .accepted) == isOptional, "\(label)")
            }
        }
    }

    @Test(arguments: ["happy-gpt-image-2", "happy-gpt-image-2-attested", "integrity"])
    func `a whole branch of the facts cannot be left out`(name: String) throws {
        let policy = try shipped(name)
        let accepted = try AcceptedFacts.of(name)
        for branch in ["/run", "/request", "/request/input_images", "/outputs", "/artifact", "/evidence"] {
            #expect(policy.judge(accepted.replacing(branch, by: nil)).verdict != .accepted, "\(branch)")
        }
    }
}

extension Policy {
    /// Whether a rule that decides the verdict reads the fact at `pointer`; array positions count as one.
    fileprivate func reads(_ pointer: String) -> Bool {
        let paths = rules.filter { $0.severity != .warn }.flatMap { [$0.condition, $0.assertion] }
            .flatMap { $0?.paths(under: "") ?? [] }
        let pattern = pointer.split(separator: "/").map { Int($0) == nil ? String($0) : "*" }.joined(separator: "/")
        return paths.contains { ("/" + pattern) == $0 || ("/" + pattern).hasPrefix($0 + "/") }
    }
}

extension Clause {
    /// The paths of all comparisons from the root, with `*` for an element.
    fileprivate func paths(under base: String) -> [String] {
        switch self {
        case .comparison(let comparison):
            var paths = [base + comparison.path.description]
            if case .other(let other) = comparison.argument { paths.append(base + other.description) }
            // How many elements there are is not a fact of any one of them.
            return comparison.op.rawValue.hasPrefix("len_") ? [] : paths
        case .all(let clauses), .any(let clauses): return clauses.flatMap { $0.paths(under: base) }
        case .not(let clause): return clause.paths(under: base)
        case .each(let path, let clause), .some(let path, let clause):
            return clause.paths(under: base + path.description + "/*")
        }
    }
}
