import ExhibitJSON
import ExhibitRecord

/// Which runs recorded which bytes as their output, and when first: what `sha256_uses` counts.
struct OutputUses {
    private var first: [String: [(run: String, entry: Int64)]] = [:]

    mutating func take(_ entry: Entry) {
        guard entry.type == .artifactStored || entry.type == .artifactDerived, entry.body["role"]?.string == "output",
            let hex = entry.body["sha256"]?.string, let run = entry.run
        else { return }
        guard first[hex]?.contains(where: { $0.run == run }) != true else { return }
        first[hex, default: []].append((run, entry.seq))
    }

    /// The entries with which runs first recorded these bytes.
    func entries(of hex: String) -> [Int64] { first[hex]?.map(\.entry) ?? [] }
}
