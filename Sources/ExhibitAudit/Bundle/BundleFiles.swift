import ExhibitArchive
import ExhibitCrypto
import ExhibitModel

/// The files of a bundle with the hashes that they have now, and what `SHA256SUMS` says of them.
struct BundleFiles {
    let folder: String
    /// By path in the bundle.
    private(set) var actual: [String: Digest] = [:]
    /// Files that are not what the list says; told at the end unless something more exact was said of them.
    private(set) var changed: [String: String] = [:]
    private(set) var unlisted: [String] = []

    init(_ folder: String, _ report: inout AuditReport) {
        self.folder = folder
        for path in Self.names(folder, below: "") {
            actual[path] = Self.hash("\(folder)/\(path)")
            if actual[path] == nil { changed[path] = "it cannot be read" }
        }
        compare(&report)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func has(_ name: String) -> Bool { actual[name] != nil }

    /// The file's bytes; nil with a finding when it is not there.
    func read(_ name: String, _ report: inout AuditReport) -> [UInt8]? {
        guard let bytes = try? RegularFile.read(path(name), limit: 64 << 20) else {  // told as a finding
            report.add(Finding(.bundle, "\(name) is not in the bundle, or cannot be read", path: name))
            return nil
        }
        return bytes
    }

    /// Tells what no other finding has told.
    func finish(_ report: inout AuditReport) {
        let told = Set(report.findings.compactMap(\.path))
        for (path, reason) in changed.sorted(by: { $0.key < $1.key }) where !told.contains(path) {
            report.add(
                Finding(.bundle, "\(path) is not the file that \(BundleLayout.sums) lists (\(reason))", path: path)
            )
        }
        for path in unlisted {
            report.add(Finding(.bundle, "\(path) is not listed in \(BundleLayout.sums)", path: path))
        }
    }

    private mutating func compare(_ report: inout AuditReport) {
        guard let bytes = read(BundleLayout.sums, &report) else { return }
        var listed: Set<String> = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !(number == lines.count - 1 && line.isEmpty) {
            let text = String(decoding: line, as: UTF8.self)
            guard text.utf8.count > 66, let digest = Digest(hex: text.prefix(64)), text.dropFirst(64).hasPrefix("  ")
            else {
                report.add(
                    Finding(
                        .bundle,
                        "line \(number + 1) of \(BundleLayout.sums) is not understood",
                        path: BundleLayout.sums
                    )
                )
                continue
            }
            let path = String(text.dropFirst(66))
            guard listed.insert(path).inserted,
                !path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
            else {
                report.add(
                    Finding(
                        .bundle,
                        "line \(number + 1) of \(BundleLayout.sums) names a file twice or outside the bundle",
                        path: BundleLayout.sums
                    )
                )
                continue
            }
            guard let found = actual[path] else {
                report.add(
                    Finding(.bundle, "\(path), which \(BundleLayout.sums) lists, is not in the bundle", path: path)
                )
                continue
            }
            if found != digest { changed[path] = BlobCheck.difference(found, digest) }
        }
        if lines.last?.isEmpty != true {
            report.add(Finding(.bundle, "\(BundleLayout.sums) does not end in a line feed", path: BundleLayout.sums))
        }
        unlisted = actual.keys.filter { $0 != BundleLayout.sums && !listed.contains($0) }.sorted()
    }

    private static func names(_ folder: String, below prefix: String) -> [String] {
        RegularFile.names(in: folder).flatMap { name in
            RegularFile.facts("\(folder)/\(name)")?.isFolder == true
                ? names("\(folder)/\(name)", below: "\(prefix)\(name)/") : [prefix + name]
        }
    }

    private static func hash(_ path: String) -> Digest? {
        guard RegularFile.facts(path)?.isRegular == true else { return nil }
        var hash = SHA256()
        do {
            try BlobSource.file(path).forEachWindow { hash.update($0) }
        } catch {
            return nil
        }
        return hash.finish()
    }
}
