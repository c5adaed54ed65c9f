import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import FoundationEssentials

/// The log of 300 entries that independent implementations accepted: its keys, roots and proofs.
struct GoldenLog: Decodable {
    let vkey: String
    private let root: [String: String]
    private let leaf: [String]
    private let incl: [String: [String]]
    private let cons: [String: [String]]

    static let shared = Result { try JSONDecoder().decode(GoldenLog.self, from: Data(file("v.json"))) }

    static func file(_ name: String) throws -> [UInt8] {
        try RegularFile.read(RegularFile.folder(of: #filePath) + "/Vectors/" + name)
    }

    static func entry(_ index: Int64) -> [UInt8] {
        Array(#"{"seq":\#(index),"type":"test"}"#.utf8)
    }

    static let logSeed: [UInt8] = Array(0..<32)
    static let witness = "reviewer.example/w1+028b795e+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

    /// From size 0 on.
    var roots: [Digest] {
        (0..<root.count).compactMap { root[String($0)].flatMap(digest) }
    }

    var leaves: [Digest] { leaf.compactMap(digest) }

    struct Proof {
        let first: Int64
        let second: Int64
        let path: [Digest]
    }

    /// Index, size, path.
    var inclusions: [Proof] { proofs(incl) }
    /// Old size, new size, path.
    var consistencies: [Proof] { proofs(cons) }

    private func proofs(_ table: [String: [String]]) -> [Proof] {
        table.map { name, path in
            let numbers = name.split(separator: "-").compactMap { Int64($0) }
            return Proof(first: numbers[0], second: numbers[1], path: path.compactMap(digest))
        }
    }
}

/// The digest in base64, as the golden values have it.
func digest(_ base64: String) -> Digest? {
    Base64.decode(base64).map { Digest($0) }
}
