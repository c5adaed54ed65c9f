package import ExhibitPolicy

extension FactVocabulary {
    /// Everything that a ``FactDocument`` can hold, and what is reserved for signed credentials (`/c2pa`).
    package static let recorded = FactVocabulary(
        members("/run", ["id", "task_name", "task_key", "state", "attempts", "elapsed_ms", "refused"])
            + members(
                "/request",
                [
                    "provider", "provider_source", "dialect", "model", "model_source", "mode", "route", "guard",
                    "prompt_unchanged", "prompt_guarded", "reference_transport", "size", "references_dropped",
                    "fields_dropped/*",
                ]
            ) + members("/request/input_images/*", ["role", "sha256", "sent_sha256", "bytes", "media_type"])
            + members("/adapter", ["simulated"])
            + members(
                "/transport",
                [
                    "scheme", "host", "port", "peer_scope", "peer_address", "http_version", "tls_version",
                    "tls_verified", "custom_ca", "proxy", "request_id", "status",
                ]
            ) + members("/response", ["raw_sha256", "raw_bytes", "echoed/**", "source"])
            + members("/outputs/*", output) + members("/artifact", output + ["kind", "sha256_uses"])
            + members("/mask", MaskFacts.names + ["preserved"])
            + members("/size", ["requested", "echoed", "observed", "match"])
            + members("/cost", ["micros", "currency", "source"])
            + members("/evidence", ["grade", "entry", "anchored"])
            + members(
                "/c2pa",
                [
                    "present", "state", "signer/subject/**", "signer/issuer/**", "signer/anchor_spki",
                    "software_agent/name", "software_agent/version", "digital_source_type", "time/tg", "time/sandwich",
                    "codes/*",
                ]
            ) + ["/levels/**"]
    )

    private static let output = [
        "sha256", "bytes", "media_type", "width", "height", "duration_ms", "frames", "decodes", "complete",
        "derivation",
    ]

    private static func members(_ group: String, _ names: [String]) -> [String] { names.map { "\(group)/\($0)" } }
}
