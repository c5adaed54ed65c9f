import ExhibitJSON

extension ManifestReader {
    mutating func rows() -> [ManifestItem] {
        var scanner = CSVScanner(bytes)
        var position = SourcePosition()
        var columns: [CSVColumn]?
        var items: [ManifestItem] = []
        while let row = scanner.row() {
            let start = position
            for (fault, offset) in row.faults {
                let place = ManifestPlace(start.advanced(to: offset, in: bytes))
                problems.add(ManifestProblem(fault.sentence, hint: fault.hint, at: place))
            }
            let places = row.cells.map { cell in
                position.advance(to: cell.offset, in: bytes)
                return position
            }
            position.advance(to: scanner.index, in: bytes)
            guard !row.isBlank else { continue }
            if let columns {
                items.append(item(row, columns, places))
            } else {
                let named = self.columns(row, places)
                // Without a single key this is no table, and its rows are none.
                guard named.contains(where: \.isNamed) else { return [] }
                columns = named
            }
        }
        return items
    }

    /// What the first row names; a name that is no key is told once, not for every row.
    private mutating func columns(_ row: CSVRow, _ places: [SourcePosition]) -> [CSVColumn] {
        var seen: Set<String> = []
        return zip(row.cells, places).map { cell, position in
            let name = Self.trimmed(cell.text)
            guard !name.isEmpty else { return .nameless }
            guard seen.insert(ItemKey.folded(name)).inserted else {
                let message = "two columns are called \(ItemKey.shown(name))"
                problems.add(ManifestProblem(message, hint: "keep one of the two", at: ManifestPlace(position)))
                return .refused
            }
            if name.hasPrefix(CSVColumn.variablePrefix) {
                return .variable(String(name.dropFirst(CSVColumn.variablePrefix.count)))
            }
            guard ItemKey.places(of: name) == nil else { return .key(name) }
            problems.add(Self.unknown(name, isAlone: row.cells.count == 1, at: ManifestPlace(position)))
            return .refused
        }
    }

    private static func unknown(_ name: String, isAlone: Bool, at place: ManifestPlace) -> ManifestProblem {
        guard isAlone else { return ItemKey.problem(of: name, at: place) }
        return ManifestProblem(
            "neither JSON nor a first row of keys: \(ItemKey.shown(name))",
            hint: "write a JSON array, JSONL, CSV with commas and a first row of keys, or {\"tasks\":[…]}",
            at: place
        )
    }

    private mutating func item(_ row: CSVRow, _ columns: [CSVColumn], _ places: [SourcePosition]) -> ManifestItem {
        var members: [(key: String, value: JSONValue)] = []
        var variables = JSONObject()
        var starts: [String: SourcePosition] = [:]
        if row.cells.count < columns.count { problems.add(Self.short(row, columns, places[0])) }
        for (column, cell) in row.cells.enumerated() {
            switch column < columns.count ? columns[column] : .nameless {
            case .key("vars"):
                let cells = CSVColumn.value(of: cell.text, under: "vars")
                guard let own = cells.object else {
                    members.append(("vars", cells))
                    break
                }
                for (name, value) in own.members where variables[name] == nil { variables[name] = value }
            case .key(let name):
                members.append((name, CSVColumn.value(of: cell.text, under: name)))
                starts[name] = places[column]
            case .variable(let name): variables[name] = .string(cell.text)
            case .nameless where cell.text.isEmpty: break
            case .nameless:
                problems.add(
                    ManifestProblem(
                        "a cell in column \(column + 1), which has no key",
                        hint: "put a cell with commas in it into quotes, or name the column in the first row",
                        at: ManifestPlace(places[column])
                    )
                )
            case .refused: break
            }
        }
        if !variables.isEmpty { members.insert(("vars", .object(variables)), at: 0) }
        return ManifestItem(members: members, start: places[0], origin: .row(starts))
    }

    private static func short(_ row: CSVRow, _ columns: [CSVColumn], _ start: SourcePosition) -> ManifestProblem {
        ManifestProblem(
            "a row of \(row.cells.count) cells under \(columns.count) keys",
            hint: "write a comma for every cell that is empty",
            at: ManifestPlace(start)
        )
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
