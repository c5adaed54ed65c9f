import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// A bundle's blobs, and private values if it carries them.
struct BundleEvidence: EvidenceSource {
    private let files: BundleFiles
    private let names: [String: String]
    private var values: [String: String] = [:]
    private var erased: [Digest: Int64] = [:]

    init(_ files: BundleFiles, _ report: inout AuditReport) {
        self.files = files
        var names: [String: String] = [:]
        for path in files.actual.keys.sorted() {
            let parts = path.split(separator: "/")
            guard parts.count == 2, ["artifacts", "blobs", "policies", "trust"].contains(parts[0]),
                !path.hasSuffix(".tlog-proof"), !path.hasSuffix(BundleLayout.statementsSuffix)
            else { continue }
            let hex = String(parts[1].prefix(64))
            if let other = names[hex] {
                report.add(Finding(.bundle, "\(path) has the name of \(other)", path: path))
            }
            names[hex] = path
        }
        self.names = names
        readErasures()
        readValues(&report)
    }

    /// How many private values it carries.
    var valueCount: Int { values.count }

    /// The files that are named by their hash.
    var contents: [String: String] { names }

    func blob(_ digest: Digest) throws -> HeldBlob? {
        guard let name = names[digest.hex], let facts = RegularFile.facts(files.path(name)) else { return nil }
        return HeldBlob(
            recordedBytes: facts.bytes,
            media: name.hasPrefix("artifacts/") ? "image/*" : nil,
            source: .file(files.path(name)),
            place: name,
            actual: files.actual[name]
        )
    }

    func erasure(_ digest: Digest) throws -> Int64? { erased[digest] }

    func value(_ commit: String) throws -> String? { values[commit] }

    /// Sealed queries never leave the home.
    func sealed(_ commit: String) throws -> String? { nil }

    private mutating func readErasures() {
        let word = Array(EntryType.valueForgotten.rawValue.utf8)
        // What breaks off is found by the pass over the entries.
        try? Lines.forEach(files.path(BundleLayout.entries)) { number, line in
            guard line.contains(word), let entry = try? Entry(parsing: line, at: Int64(number - 1)) else { return }
            for digest in ErasedBytes.of(entry) { erased[digest] = entry.seq }
        }
    }

    private mutating func readValues(_ report: inout AuditReport) {
        guard files.has(BundleLayout.values) else { return }
        do {
            try Lines.forEach(files.path(BundleLayout.values)) { number, line in
                guard let item = try? CanonicalJSON.read(line), let commit = item["commit"]?.string,
                    let value = item["value"]?.string,  // told below
                    let salt = item["salt"]?.string.flatMap({ Hex.decode($0) }), salt.count == Commitment.saltLength,
                    Commitment.hex(salt: salt, value: value) == commit
                else {
                    report.add(
                        Finding(
                            .commitment,
                            "line \(number) of \(BundleLayout.values) does not hold what was committed to",
                            path: BundleLayout.values
                        )
                    )
                    return
                }
                values[commit] = value
            }
        } catch {
            report.add(Finding(.bundle, "\(BundleLayout.values) cannot be read to its end", path: BundleLayout.values))
        }
    }
}
