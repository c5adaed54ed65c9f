package import ExhibitJSON

/// How a file came to be, in the words of SLSA provenance v1: what was asked for from outside, by whom it was made.
package struct SLSAProvenance: Sendable {
    /// What the user asked for.
    package var externalParameters: JSONObject
    /// What this program added to it.
    package var internalParameters: JSONObject
    package var dependencies: [Resource]
    package var byproducts: [Resource]
    /// Of this program, such as `0.1.0`.
    package var toolVersion: String
    /// The name of the request at the provider.
    package var invocation: String
    /// RFC 3339, by this machine's clock.
    package var startedOn: String
    package var finishedOn: String

    /// A file that is known by its hash.
    package struct Resource: Sendable {
        let name: String
        let sha256: String
        let mediaType: String?

        package init(name: String, sha256: String, mediaType: String? = nil) {
            self.name = name
            self.sha256 = sha256
            self.mediaType = mediaType
        }

        var json: JSONValue {
            var object: JSONObject = ["name": .string(name), "digest": ["sha256": .string(sha256)]]
            object["mediaType"] = mediaType.map(JSONValue.string)
            return .object(object)
        }
    }

    package init(
        externalParameters: JSONObject,
        internalParameters: JSONObject,
        dependencies: [Resource],
        byproducts: [Resource],
        toolVersion: String,
        invocation: String,
        startedOn: String,
        finishedOn: String
    ) {
        self.externalParameters = externalParameters
        self.internalParameters = internalParameters
        self.dependencies = dependencies
        self.byproducts = byproducts
        self.toolVersion = toolVersion
        self.invocation = invocation
        self.startedOn = startedOn
        self.finishedOn = finishedOn
    }

    package var predicate: JSONValue {
        [
            "buildDefinition": [
                "buildType": .string(StatementName.generation), "externalParameters": .object(externalParameters),
                "internalParameters": .object(internalParameters),
                "resolvedDependencies": .array(dependencies.map(\.json)),
            ],
            "runDetails": [
                "builder": [
                    "id": .string(StatementName.tool(toolVersion)), "version": ["exhibit": .string(toolVersion)],
                ],
                "metadata": [
                    "invocationId": .string(invocation), "startedOn": .string(startedOn),
                    "finishedOn": .string(finishedOn),
                ],
                "byproducts": .array(byproducts.map(\.json)),
            ],
        ]
    }
}
