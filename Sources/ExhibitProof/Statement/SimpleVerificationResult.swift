package import ExhibitJSON

/// What a file was found to be, in the words of in-toto's SVR v0.2: it lists passes, and can say nothing else.
package struct SimpleVerificationResult: Sendable {
    package struct Policy: Sendable {
        let id: String
        let sha256: String

        package init(id: String, sha256: String) {
            self.id = id
            self.sha256 = sha256
        }
    }

    package var toolVersion: String
    package var policies: [Policy]
    /// RFC 3339: when the deciding verdict was recorded.
    package var timeCreated: String
    package var properties: [String]

    package init(toolVersion: String, policies: [Policy], timeCreated: String, properties: [String]) {
        self.toolVersion = toolVersion
        self.policies = policies
        self.timeCreated = timeCreated
        self.properties = properties
    }

    package var predicate: JSONValue {
        [
            "verifier": [
                "id": .string(StatementName.tool(toolVersion)),
                "policies": .array(
                    policies.map {
                        ["uri": .string(StatementName.policy($0.id)), "digest": ["sha256": .string($0.sha256)]]
                    }
                ),
            ],
            "timeCreated": .string(timeCreated), "properties": .array(properties.map(JSONValue.string)),
        ]
    }
}
