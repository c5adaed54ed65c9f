package import ExhibitJSON
import ExhibitModel

/// What a reviewer signs: an in-toto Statement v1 about files, by their digests, made while looking at one state of the
/// ledger.
package struct ReviewerStatement: Sendable, Hashable {
    /// What is said.
    package enum Kind: String, Sendable, Hashable {
        case review = "tag:exhibit.invalid,2026:review/v1"
        case waiver = "tag:exhibit.invalid,2026:waiver/v1"
    }

    package let kind: Kind
    /// SHA-256 of each file, as hex.
    package let artifacts: [String]
    /// Members of the predicate besides those below.
    package let words: JSONObject
    package let run: String
    /// The ledger's origin.
    package let ledger: String
    /// How many entries the reviewer's copy of the ledger had, and their root as hex.
    package let tree: Tree
    /// When it was said.
    package let time: String

    package struct Tree: Sendable, Hashable {
        package let size: Int64
        package let root: String

        package init(size: Int64, root: String) {
            self.size = size
            self.root = root
        }

        package init?(_ value: JSONValue?) {
            guard let size = value?["size"]?.int, let root = value?["root"]?.string else { return nil }
            self.init(size: Int64(size), root: root)
        }

        package var json: JSONValue { ["size": .number(JSONNumber(size)), "root": .string(root)] }
    }

    package init(
        _ kind: Kind,
        artifacts: [String],
        _ words: JSONObject,
        run: String,
        ledger: String,
        tree: Tree,
        time: String
    ) {
        self.kind = kind
        self.artifacts = artifacts
        self.words = words
        self.run = run
        self.ledger = ledger
        self.tree = tree
        self.time = time
    }

    /// Nil unless `value` is exactly what ``json`` gives.
    package init?(_ value: JSONValue) {
        guard let kind = value["predicateType"]?.string.flatMap(Kind.init(rawValue:)),
            let subjects = value["subject"]?.array, var words = value["predicate"]?.object,
            let run = words["run"]?.string, let ledger = words["ledger"]?.string, let time = words["time"]?.string,
            let tree = Tree(words["tree"])
        else { return nil }
        for key in Self.ownKeys { words[key] = nil }
        self.init(
            kind,
            artifacts: subjects.compactMap { $0["digest"]?["sha256"]?.string },
            words,
            run: run,
            ledger: ledger,
            tree: tree,
            time: time
        )
        guard json == value else { return nil }
    }

    private static let ownKeys = ["run", "ledger", "tree", "time"]

    /// Files are named by their number only: paths are the operator's own.
    package var json: JSONValue {
        var predicate = words
        predicate["run"] = .string(run)
        predicate["ledger"] = .string(ledger)
        predicate["tree"] = tree.json
        predicate["time"] = .string(time)
        return [
            "_type": "https://in-toto.io/Statement/v1",
            "subject": .array(
                artifacts.enumerated().map { index, hex in
                    ["name": .string("artifact-\(index + 1)"), "digest": ["sha256": .string(hex)]]
                }
            ),
            "predicateType": .string(kind.rawValue), "predicate": .object(predicate),
        ]
    }

    /// The body of the entry that records the statement: what it says, and who signed it.
    package func body(reviewerKey: String, reviewerPublic: String, envelope: String) -> JSONObject {
        var body = words
        switch kind {
        case .review: body["artifacts"] = .array(artifacts.map(JSONValue.string))
        case .waiver: body["artifact_sha256"] = artifacts.first.map(JSONValue.string)
        }
        body["tree"] = tree.json
        body["reviewer_key"] = .string(reviewerKey)
        body["reviewer_public"] = .string(reviewerPublic)
        body["envelope_blob"] = .string(envelope)
        return body
    }

    /// Whether `entry` says what was signed, no more and no less, besides who signed it.
    package func isTold(by entry: Entry) -> Bool {
        guard entry.run == run, entry.type == (kind == .review ? .reviewDecision : .waiver) else { return false }
        let told = body(
            reviewerKey: entry.body["reviewer_key"]?.string ?? "",
            reviewerPublic: entry.body["reviewer_public"]?.string ?? "",
            envelope: entry.body["envelope_blob"]?.string ?? ""
        )
        return told == entry.body
    }
}
