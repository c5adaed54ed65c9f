/// The format of policies as a JSON Schema (draft 2020-12), for editors and for readers that are not this program.
package enum PolicySchema {
    /// The file `policies/acceptance-v1.schema.json`, as it is.
    package static let acceptance: [UInt8] = PackageResources.acceptance_v1_schema_json
}
