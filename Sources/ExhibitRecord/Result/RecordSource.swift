package import ExhibitJSON
package import ExhibitModel

/// What a rendering may look up beside the run's own entries: all of it is in the ledger, so that the audit renders the
/// same bytes.
package struct RecordSource {
    /// The value behind a commitment (hex), nil when it was erased or left at home.
    package let privateValue: (String) -> String?
    /// A blob by its hex digest.
    package let blob: (String) -> [UInt8]?
    /// The tree's root at a size.
    package let root: (Int64) -> Digest?
    /// The leaf hash of an entry.
    package let leaf: (Int64) -> Digest?
    /// The redacted body of a `response.received` entry as JSON, pictures as `{"$blob":…}`, at most 64 KB.
    package let response: (JSONObject) -> JSONValue?
    package let sha256: ([UInt8]) -> Digest

    package init(
        privateValue: @escaping (String) -> String?,
        blob: @escaping (String) -> [UInt8]?,
        root: @escaping (Int64) -> Digest?,
        leaf: @escaping (Int64) -> Digest?,
        response: @escaping (JSONObject) -> JSONValue?,
        sha256: @escaping ([UInt8]) -> Digest
    ) {
        self.privateValue = privateValue
        self.blob = blob
        self.root = root
        self.leaf = leaf
        self.response = response
        self.sha256 = sha256
    }
}
