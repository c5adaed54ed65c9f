/// The URIs that stand inside statements; what was signed once keeps its meaning.
///
/// Tag URIs (RFC 4151): nobody has to own a domain for them.
package enum StatementName {
    package static let statement = "https://in-toto.io/Statement/v1"
    package static let provenance = "https://slsa.dev/provenance/v1"
    package static let verificationResult = "https://in-toto.io/attestation/svr/v0.2"

    package static let generation = own("generation/v1")
    package static let generationProof = own("generation-proof/v1")
    package static let verdict = own("verdict/v1")

    package static func tool(_ version: String) -> String { own("tool@\(version)") }
    package static func policy(_ id: String) -> String { own("policy/\(id)") }

    private static func own(_ name: String) -> String { "tag:exhibit.invalid,2026:\(name)" }
}
