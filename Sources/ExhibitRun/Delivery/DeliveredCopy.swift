import ExhibitCrypto
import ExhibitJSON
import ExhibitModel

/// A copy at the user's path, as its entry tells it.
struct DeliveredCopy {
    var commit: String?
    /// What `--overwrite` let go.
    var replaced: Digest?

    /// Nothing is delivered.
    init() {}

    /// Copies `source` to `path`.
    init(_ source: String, to path: String, overwrites: Bool, _ values: inout PrivateValues) throws(FileFault) {
        replaced = overwrites ? DeliveredFile.digest(of: path) : nil
        try DeliveredFile.copy(source, to: path, overwrites: overwrites)
        commit = values.commit(path)
    }

    func record(in body: inout JSONObject) {
        body["path_commit"] = commit.map(JSONValue.string)
        body["replaced_sha256"] = replaced.map { .string($0.hex) }
    }
}
