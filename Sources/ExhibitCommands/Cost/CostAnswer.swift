import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `runs cost`: what runs have cost, by day, provider, model or batch.
enum CostAnswer {
    static func of(_ rows: [RunRow], by group: CostGroup, _ reader: Reader) throws -> Answer {
        var sums: [String: CostSum] = [:]
        var order: [String] = []
        // The oldest first, so that days are in their order.
        for row in rows.reversed() {
            guard let replay = try reader.replay(row.run) else { continue }
            let key = try Self.key(row, group, reader)
            if sums[key] == nil { order.append(key) }
            sums[key, default: CostSum()].add(RunCost(try reader.result(replay)))
        }
        if group != .day { order.sort() }
        let groups = order.map { ($0, sums[$0] ?? CostSum()) }
        let total = groups.reduce(CostSum()) { $0 + $1.1 }
        return Answer(
            result: [
                "by": .string(group.rawValue), "total": .object(total.object),
                "groups": .array(groups.map { .object(object($0.0, $0.1)) }),
            ],
            lines: lines(groups, total, group)
        )
    }

    private static let noBatch = "no batch"

    private static func key(_ row: RunRow, _ group: CostGroup, _ reader: Reader) throws -> String {
        switch group {
        case .day: String(row.startedAt.prefix(10))
        case .provider: row.provider
        case .model: "\(row.provider)/\(row.model)"
        case .batch: try reader.task(ofRun: row.run)?.batch ?? noBatch
        }
    }

    private static func object(_ key: String, _ sum: CostSum) -> JSONObject {
        var object: JSONObject = ["key": key == noBatch ? .null : .string(key)]
        for (name, value) in sum.object.members { object[name] = value }
        return object
    }

    private static func lines(_ groups: [(String, CostSum)], _ total: CostSum, _ group: CostGroup) -> [String] {
        func row(_ key: String, _ sum: CostSum) -> [String] { [key, String(sum.runs), String(sum.unknown), sum.text] }
        let table = TextTable.lines(
            [group.rawValue, "runs", "unknown", "USD"],
            groups.map { row($0.0, $0.1) } + [row("in all", total)]
        )
        guard total.unknown > 0 else { return table }
        let words = total.unknown == 1 ? "1 run" : "\(total.unknown) runs"
        return table + ["nobody has said what \(words) cost: not counted, and not nothing"]
    }
}
