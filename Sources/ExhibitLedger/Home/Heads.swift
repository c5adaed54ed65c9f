import ExhibitJSON
package import ExhibitModel

/// The signed tree heads that were ever published: `heads.log` in the home, and its copy outside.
package struct Heads: Sendable, Hashable {
    package let paths: [String]

    package init(home: Home, ledger: String, _ environment: Environment) {
        paths = [home.heads, Home.outsideHeads(ledger: ledger, environment)]
    }

    /// One line of a heads log.
    package struct Head: Sendable, Hashable {
        package let size: Int64
        package let root: Digest
        package let note: String
        package let path: String
    }

    func append(origin: String, size: Int64, root: Digest, at: Timestamp, note: String) throws(FileFault) {
        let line = JSONText.compact([
            "origin": .string(origin), "size": .number(JSONNumber(size)), "root": .string(root.hex),
            "ts": .string(at.description), "note": .string(note),
        ])
        for path in paths {
            do throws(FileFault) {
                try RegularFile.makeFolder(RegularFile.folder(of: path), mode: 0o700)
                try RegularFile.append(line, to: path)
            } catch {
                // Without its second copy a head is still a head; the session has said so (`isDoubled`).
                if path == paths.first { throw error }
            }
        }
    }

    /// Whether the copy outside the home can be written.
    var isDoubled: Bool {
        guard let outside = paths.last.map(RegularFile.folder(of:)) else { return false }
        do throws(FileFault) {
            try RegularFile.makeFolder(outside, mode: 0o700)
        } catch {
            return false
        }
        return RegularFile.isWritableFolder(outside)
    }

    /// All heads that can be read, and the lines that cannot, as `path:line`.
    package func read() -> (heads: [Head], unreadable: [String], missing: [String]) {
        var heads: [Head] = []
        var unreadable: [String] = []
        var missing: [String] = []
        for path in paths {
            guard let bytes = try? RegularFile.read(path) else {  // what is not there is told as such
                missing.append(path)
                continue
            }
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
                guard let value = try? JSONReader.read(Array(line), .canonical),  // told as unreadable
                    let size = value["size"]?.int, let root = value["root"]?.string.flatMap({ Digest(hex: $0) }),
                    let note = value["note"]?.string
                else {
                    unreadable.append("\(path):\(index + 1)")
                    continue
                }
                heads.append(Head(size: Int64(size), root: root, note: note, path: path))
            }
        }
        return (heads, unreadable, missing)
    }
}
