import ExhibitJSON

/// Looks through a policy file for what is valid and cannot be meant.
package struct PolicyLint {
    let policy: Policy
    let document: JSONValue
    let root: Node
    let facts: FactVocabulary

    /// What is wrong with the file, in its order; empty when nothing is.
    ///
    /// `name` is the name under which the file would be looked for, where it has one of its own. A file that is not the
    /// format has one finding, the first that the reader meets.
    package static func findings(
        in bytes: [UInt8],
        name: String? = nil,
        facts: FactVocabulary
    ) -> [LintFinding] {
        let policy: Policy
        do {
            policy = try Policy(parsing: bytes)
        } catch {
            let message = if case .notJSON(let inner) = error.kind { inner.kind.sentence } else { "\(error.kind)" }
            return [
                LintFinding(
                    check: .format,
                    message: message,
                    pointer: error.pointer,
                    line: error.line,
                    column: error.column
                )
            ]
        }
        guard let document = try? JSONReader.read(bytes, .canonical) else { return [] }  // was read just now
        let root = Node(value: document, pointer: JSONPointer(), source: SourceText(bytes))
        let lint = PolicyLint(policy: policy, document: document, root: root, facts: facts)
        let found =
            lint.reserved(name) + lint.names() + lint.guards() + lint.messages() + lint.waivers() + lint.coverage()
            + lint.tests()
        return found.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    func finding(_ check: LintCheck, _ message: String, _ pointer: [String], key: Bool = false) -> LintFinding {
        let place = JSONPointer(tokens: pointer)
        let (line, column) = root.source.place(of: place, key: key)
        return LintFinding(check: check, message: message, pointer: place.description, line: line, column: column)
    }

    /// Shipped policies keep their names: a copy that kept its id would be taken for the original.
    private func reserved(_ name: String?) -> [LintFinding] {
        var found: [LintFinding] = []
        if ShippedPolicies.isReserved(policy.id), !isShipped {
            found.append(finding(.reservedName, "the id \(quoted(policy.id)) is a shipped policy's", ["id"]))
        }
        if let name, ShippedPolicies.isReserved(name), !isShipped {
            let message = "the file's name \(quoted(name)) is a shipped policy's, so this one is never found by it"
            found.append(finding(.reservedName, message, []))
        }
        return found
    }

    private var isShipped: Bool {
        guard let bytes = ShippedPolicies.bytes(policy.id), let shipped = try? Policy(parsing: bytes) else {
            return false  // shipped ones are tested
        }
        return shipped.canonical == policy.canonical
    }

    /// Facts that nobody tells, and sets that nobody asks for.
    private func names() -> [LintFinding] {
        var found: [LintFinding] = []
        var used: Set<String> = []
        for place in ClausePlace.all(in: document) {
            switch place.name {
            case .set(let name): used.insert(name)
            case .fact(let path):
                guard !facts.holds(path) else { continue }
                let guess = facts.nearest(to: path).map { "; did you mean \(quoted($0))?" } ?? ""
                let message = "no run ever has the fact \(quoted(JSONPointer(tokens: path).description))\(guess)"
                found.append(finding(.unknownFact, message, place.pointer.tokens))
            }
        }
        for name in policy.sets.keys.sorted() where !used.contains(name) {
            let guess = Nearest.to(name, among: used.sorted()).map { "; did you mean \(quoted($0))?" } ?? ""
            found.append(
                finding(.unusedSet, "no condition asks for the set \(quoted(name))\(guess)", ["sets", name], key: true)
            )
        }
        return found
    }

    /// With its control characters escaped: the file may be anyone's.
    func quoted(_ text: String) -> String { JSONText.compact(.string(text)) }
}
