import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// Writes the tiles of a ledger (C2SP tlog-tiles), one in memory at a time.
struct ExportTiles {
    let reader: AuditReader
    let size: Int64
    let writer: BundleWriter

    struct Written {
        var hashes = 0
        var entries = 0
    }

    func write(_ scope: BundleScope) throws -> Written {
        var written = Written()
        for place in BundleTiles.places(size: size, scope: scope) {
            switch place.content {
            case .hashes(let level):
                try writer.write(place.path, try hashes(place, level).bytes)
                written.hashes += 1
            case .entries:
                try writer.write(place.path, try entries(place).bytes)
                written.entries += 1
            }
        }
        return written
    }

    private func hashes(_ place: TilePlace, _ level: Int) throws -> HashTile {
        let treeLevel = TilePlace.height * level
        let nodes = try reader.nodes(level: treeLevel, from: place.first, limit: place.width)
        guard nodes.count == place.width, nodes.last?.index == place.first + Int64(place.width) - 1,
            nodes.allSatisfy({ $0.hash.count == 32 })
        else { throw hole("the tree lacks nodes of level \(treeLevel) from \(place.first) on") }
        return HashTile(nodes.map { Digest($0.hash) })
    }

    private func entries(_ place: TilePlace) throws -> EntryTile {
        let rows = try reader.entries(from: place.first, limit: place.width)
        guard rows.count == place.width, rows.last?.index == place.first + Int64(place.width) - 1 else {
            throw hole("entries are missing from \(place.first) on")
        }
        return EntryTile(rows.map(\.bytes))
    }

    private func hole(_ what: String) -> Report {
        Report(.evidenceBroken, what, hint: "exhibit audit verify says more; nothing was exported")
    }
}
