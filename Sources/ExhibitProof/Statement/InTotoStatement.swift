package import ExhibitJSON
package import ExhibitModel

/// A claim about files that are known by their hash (in-toto Statement v1); what it claims is the predicate's.
package struct InTotoStatement: Hashable, Sendable {
    /// Only the digest says which file is meant: names are for people.
    package struct Subject: Hashable, Sendable {
        package let name: String
        package let sha256: Digest

        package init(name: String, sha256: Digest) {
            self.name = name
            self.sha256 = sha256
        }
    }

    package let subjects: [Subject]
    package let predicateType: String
    package let predicate: JSONValue

    package init(_ subjects: [Subject], _ predicateType: String, _ predicate: JSONValue) {
        self.subjects = subjects
        self.predicateType = predicateType
        self.predicate = predicate
    }

    /// Nil unless `bytes` are a statement whose subjects all have a SHA-256; duplicate keys are refused.
    package init?(parsing bytes: [UInt8]) {
        guard let value = try? JSONReader.read(bytes, .reply),  // a stranger's: it may hold any number
            value["_type"]?.string == StatementName.statement, let type = value["predicateType"]?.string, !type.isEmpty,
            let subjects = value["subject"]?.array, !subjects.isEmpty
        else { return nil }
        var read: [Subject] = []
        for subject in subjects {
            guard let digest = subject["digest"]?["sha256"]?.string.flatMap({ Digest(hex: $0) }) else { return nil }
            read.append(Subject(name: subject["name"]?.string ?? "", sha256: digest))
        }
        self.init(read, type, value["predicate"] ?? [:])
    }

    /// Canonical JSON (RFC 8785): what an envelope signs.
    package func bytes() throws(JSONError) -> [UInt8] {
        try CanonicalJSON.bytes([
            "_type": .string(StatementName.statement),
            "subject": .array(
                subjects.map { ["name": .string($0.name), "digest": ["sha256": .string($0.sha256.hex)]] }
            ),
            "predicateType": .string(predicateType), "predicate": predicate,
        ])
    }
}
