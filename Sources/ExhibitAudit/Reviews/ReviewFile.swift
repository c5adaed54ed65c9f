import ExhibitJSON
import ExhibitModel

/// `reviews.jsonl`: what reviewers signed, one DSSE envelope on each line in the order of the entries, as in-toto's tools
/// read it.
///
/// A bundle without reviews has no such file. Reviewers are in it by the ids of their keys only.
enum ReviewFile {
    static func write(_ envelopes: [String], _ reader: (String) -> [UInt8]?, _ writer: BundleWriter) throws {
        guard !envelopes.isEmpty else { return }
        var bytes: [UInt8] = []
        for hex in envelopes {
            guard let line = reader(hex) else {
                throw Report(
                    .evidenceBroken,
                    "\(hex.prefix(16))… is not in the store",
                    hint: "exhibit audit verify says more; nothing was exported"
                )
            }
            bytes += line + [UInt8(ascii: "\n")]
        }
        try writer.write(BundleLayout.reviews, bytes)
    }

    static func compare(
        _ envelopes: [String],
        _ files: BundleFiles,
        _ evidence: BundleEvidence,
        _ report: inout AuditReport
    ) throws {
        guard !envelopes.isEmpty || files.has(BundleLayout.reviews) else { return }
        var expected: [UInt8] = []
        for hex in envelopes {
            // What is not there is a finding of its own.
            let line = try Digest(hex: hex).flatMap { try evidence.blob($0) }?.bytes() ?? []
            expected += line + [UInt8(ascii: "\n")]
        }
        guard let listed = files.read(BundleLayout.reviews, &report), listed != expected else { return }
        report.add(
            Finding(
                .review,
                "\(BundleLayout.reviews) does not hold what the entries say that reviewers signed",
                path: BundleLayout.reviews
            )
        )
    }
}
