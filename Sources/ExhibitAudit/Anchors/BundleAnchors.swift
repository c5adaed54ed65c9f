import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// A bundle's proofs: files named by their hashes.
struct BundleAnchors: AnchorProofs {
    private let files: BundleFiles

    init(_ files: BundleFiles) {
        self.files = files
    }

    func proof(of entry: Entry) throws -> [UInt8]? {
        // The line of a cosignature stands in the entry itself.
        if entry.type == .anchorCosign { return entry.body["line"]?.string.map { Array($0.utf8) } }
        return read(entry.body["der_sha256"]?.string.map(BundleLayout.timeStamp))
    }

    func note(of entry: Entry) throws -> [UInt8]? {
        read(entry.body["note_sha256"]?.string.map(BundleLayout.anchoredNote))
    }

    func roots(_ hex: String) throws -> [UInt8]? { read(BundleLayout.roots(hex)) }

    func findings(_ entries: [Entry]) throws -> [Finding] { [] }

    private func read(_ name: String?) -> [UInt8]? {
        guard let name, files.has(name) else { return nil }
        return try? RegularFile.read(files.path(name), limit: 1 << 20)  // told as missing
    }

    /// The sizes that outside parties have vouched for, before the entries are read in earnest.
    static func sizes(_ files: BundleFiles) -> Set<Int64> {
        let endings = [EntryType.anchorRFC3161, .anchorCosign].map {
            Array("\"type\":\"\($0.rawValue)\",\"v\":1}".utf8)
        }
        var sizes: Set<Int64> = []
        // What breaks off is found by the pass itself
        try? Lines.forEach(files.path(BundleLayout.entries)) { _, line in
            guard endings.contains(where: { line.suffix($0.count).elementsEqual($0) }),
                let size = try? Entry(parsing: line, at: 0).body["size"]?.int
            else { return }
            sizes.insert(Int64(size))
        }
        return sizes
    }
}
