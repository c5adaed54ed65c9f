/// The names of a bundle's files: public forms only, so that a bundle outlives the program.
enum BundleLayout {
    static let schema = "exhibit.bundle/1"

    static let checkpoint = "checkpoint"
    /// The signed text and the bare signature, as `openssl pkeyutl` takes them.
    static let checkpointBody = "checkpoint.body"
    static let checkpointSignature = "checkpoint.sig"
    /// One canonical entry on each line.
    static let entries = "entries.jsonl"
    /// For chosen runs only: each entry's place and path.
    static let proofs = "proofs.jsonl"
    static let reviews = "reviews.jsonl"
    static let verdicts = "verdicts.jsonl"
    /// Private values with their salts, only when they were asked for.
    static let values = "values.jsonl"
    static let index = "index.json"
    /// Recipes for readers who do not have this program.
    static let guide = "VERIFY.md"
    /// What the recipes call.
    static let recipes = "verify/"
    /// C2SP tlog-tiles: hashes of the tree, and of a whole ledger its entries.
    static let tiles = "tile/"
    static let sums = "SHA256SUMS"
    static let verifierKey = "keys/log.vkey"
    static let publicKey = "keys/log.pem"
    /// Of the key that signs statements.
    static let statementKey = "keys/statement.pem"
    static let statementsSuffix = ".intoto.jsonl"
    /// What runs sent and received, as WARC and HAR.
    static let wire = "wire"

    /// A time stamp as the authority sent it, by its hash.
    static func timeStamp(_ hex: String) -> String { "anchors/\(hex).tsr" }
    /// A checkpoint that outside parties have vouched for, as it was first signed, by its hash.
    static func anchoredNote(_ hex: String) -> String { "anchors/\(hex).note" }
    /// Certificates that an authority's answers have to lead to.
    static func roots(_ hex: String) -> String { "trust/\(hex).pem" }
    static func blob(_ hex: String) -> String { "blobs/\(hex)" }
    static func policy(_ hex: String) -> String { "policies/\(hex).json" }
    static func artifact(_ hex: String, _ fileExtension: String) -> String { "artifacts/\(hex).\(fileExtension)" }
    static func warc(_ run: String) -> String { "\(wire)/\(run).warc" }
    static func har(_ run: String) -> String { "\(wire)/\(run).har" }
    static func proof(_ hex: String) -> String { "artifacts/\(hex).tlog-proof" }
    static func statements(_ hex: String) -> String { "artifacts/\(hex)\(statementsSuffix)" }
    static func verdictProof(_ hex: String) -> String { "artifacts/\(hex).verdict.tlog-proof" }
}

/// Whether a bundle holds the whole ledger or chosen runs.
enum BundleScope: String, Sendable {
    case whole
    case partial
}
