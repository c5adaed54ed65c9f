import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitRecord

/// The archives of a bundle are exactly what its own entries and blobs give.
struct WireCheck {
    private let files: BundleFiles
    private let source: WireSource
    private let origin: String
    /// Bundles of before have none.
    private let isExpected: Bool
    private var known: Set<String> = []

    init(_ files: BundleFiles, _ evidence: BundleEvidence, origin: String) {
        self.files = files
        self.origin = origin
        source = WireSource(evidence: evidence, showsValues: true)
        isExpected = files.actual.keys.contains { $0.hasPrefix(BundleLayout.wire + "/") }
    }

    /// The archives of one run, made again; of a run whose record does not hold together they are not compared.
    mutating func check(_ entries: [Entry], isSound: Bool, _ report: inout AuditReport) throws {
        guard isExpected, let record = try WireRecord(entries, origin: origin, source) else { return }
        let run = record.run.run
        known.formUnion([BundleLayout.warc(run), BundleLayout.har(run)])
        guard isSound else { return }
        var hash = SHA256()
        try record.warc { hash.update($0) }
        compare(BundleLayout.warc(run), hash.finish(), run, &report)
        compare(BundleLayout.har(run), SHA256.hash(try record.har()), run, &report)
    }

    private func compare(_ name: String, _ digest: Digest, _ run: String, _ report: inout AuditReport) {
        guard let actual = files.actual[name] else {
            report.add(Finding(.wire, "\(name) is not in the bundle", run: run, path: name))
            return
        }
        report.counts[.archives] += 1
        guard actual != digest else { return }
        report.add(Finding(.wire, "\(name) is not what the run's entries and blobs give", run: run, path: name))
    }

    /// Archives of runs that sent nothing, or that are not here.
    func finish(_ report: inout AuditReport) {
        for name in files.actual.keys.sorted() where name.hasPrefix(BundleLayout.wire + "/") && !known.contains(name) {
            report.add(Finding(.wire, "\(name) is of no run in the bundle that sent anything", path: name))
        }
    }
}
