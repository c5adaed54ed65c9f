/// Compares one stored table with the temporary one of the same name.
struct ProjectionComparison {
    let table: String
    /// How many stored rows were looked at.
    private(set) var stored: Int64 = 0
    private let count: String
    private let list: String
    private let listStrangers: String
    private var isReadable = true

    /// Differing rows told of a kind.
    private static let rowLimit = 3

    /// What ``perform(_:)`` writes into.
    static let scratch = """
        CREATE TEMP TABLE difference(tbl TEXT, kind TEXT, place TEXT, detail TEXT);
        CREATE TEMP TABLE tally(stored INTEGER, extra INTEGER, fresh INTEGER);
        """

    /// `isOlder` says that an older exhibit made the stored tables: columns and tables that it did not have are no
    /// difference.
    init(_ table: String, _ part: ProjectionPart, isOlder: Bool, _ db: SQLiteConnection) throws(SQLiteError) {
        self.table = table
        var columns = try Self.columns(table, "temp", db)
        if isOlder {
            let stored = Set(try Self.columns(table, "main", db).map(\.name))
            columns.removeAll { !stored.contains($0.name) }
            isReadable = !columns.isEmpty
        }
        let keys = columns.filter(\.isKey).map(\.name)
        let values = columns.filter { !$0.isKey }.map(\.name)
        let join = keys.map { "f.\($0) = s.\($0)" }.joined(separator: " AND ")
        func place(_ side: String) -> String { keys.map { "\(side).\($0)" }.joined(separator: " || '/' || ") }
        let differs = (["0"] + values.map { "f.\($0) IS NOT s.\($0)" }).joined(separator: " OR ")
        let detail = (["''"] + values.map(Self.wording)).joined(separator: " || ")
        // The stored rows of the runs at hand; all of them where rows belong to no run.
        let scope = part == .runs ? "s.run_id IN (SELECT run_id FROM temp.run_entry)" : "1"
        let first = keys.first ?? "rowid"
        let missing = "FROM temp.\(table) AS f LEFT JOIN main.\(table) AS s ON \(join) WHERE s.\(first) IS NULL"
        let extra = "FROM main.\(table) AS s LEFT JOIN temp.\(table) AS f ON \(join) WHERE \(scope)"
        count = """
            DELETE FROM temp.tally;
            INSERT INTO temp.tally(stored, extra) SELECT count(*), count(*) - count(f.\(first)) \(extra);
            INSERT INTO temp.tally(fresh) SELECT count(*) FROM temp.\(table) AS f LEFT JOIN main.\(table) AS s ON \(join)
                WHERE s.\(first) IS NULL OR \(differs);
            """
        list = """
            INSERT INTO temp.difference SELECT '\(table)', 'missing', \(place("f")), '' \(missing) LIMIT \(Self.rowLimit);
            INSERT INTO temp.difference SELECT '\(table)', 'extra', \(place("s")), '' \(extra) AND f.\(first) IS NULL
                LIMIT \(Self.rowLimit);
            INSERT INTO temp.difference SELECT '\(table)', 'changed', \(place("f")), substr(\(detail), 1, 300)
                FROM temp.\(table) AS f JOIN main.\(table) AS s ON \(join) WHERE \(differs) LIMIT \(Self.rowLimit);
            """
        listStrangers = """
            INSERT INTO temp.difference SELECT '\(table)', 'extra', \(place("s")), '' FROM main.\(table) AS s
                WHERE s.\(first) NOT IN (SELECT run_id FROM temp.known) LIMIT \(Self.rowLimit);
            """
    }

    private static func columns(
        _ table: String,
        _ schema: String,
        _ db: SQLiteConnection
    ) throws(SQLiteError) -> [(name: String, isKey: Bool)] {
        try db.rows("SELECT name, pk FROM pragma_table_info(?1, ?2)", [.text(table), .text(schema)]) {
            row throws(SQLiteError) in
            (name: row.text(0) ?? "", isKey: row.integer(1) > 0)
        }
    }

    private static func wording(of name: String) -> String {
        "CASE WHEN f.\(name) IS NOT s.\(name) THEN '\(name) is ' || quote(s.\(name)) || ', the entries say ' || quote(f.\(name)) || '; ' ELSE '' END"
    }

    /// The differing rows of what the temporary table holds.
    mutating func perform(_ db: SQLiteConnection) throws -> [ProjectionDifference] {
        guard isReadable else { return [] }
        do throws(SQLiteError) {
            try db.execute(count)
            let tally = try db.rows("SELECT total(stored), total(extra) + total(fresh) FROM temp.tally") { row in
                (stored: row.integer(0), differing: row.integer(1))
            }
            stored += tally.first?.stored ?? 0
            if tally.first?.differing != 0 { try db.execute(list) }
            return try told(db)
        } catch {
            guard error.isAboutSchema else { throw error }
            isReadable = false
            return [ProjectionDifference(table: table, kind: .unreadable, row: "", detail: error.message)]
        }
    }

    /// Stored rows of runs that are not in the temporary table `known`.
    func strangers(_ db: SQLiteConnection) throws(SQLiteError) -> [ProjectionDifference] {
        try db.execute(listStrangers)
        return try told(db)
    }

    /// How many rows are stored; nil when the table cannot be read.
    func rowCount(_ db: SQLiteConnection) throws(SQLiteError) -> Int64? {
        do throws(SQLiteError) {
            try db.execute("DELETE FROM temp.tally; INSERT INTO temp.tally(stored) SELECT count(*) FROM main.\(table)")
            return try db.integer("SELECT stored FROM temp.tally")
        } catch {
            guard error.isAboutSchema else { throw error }
            return nil
        }
    }

    private func told(_ db: SQLiteConnection) throws(SQLiteError) -> [ProjectionDifference] {
        let found = try db.rows("SELECT tbl, kind, place, detail FROM temp.difference ORDER BY rowid") { row in
            ProjectionDifference(
                table: row.text(0) ?? "",
                kind: row.text(1).flatMap(ProjectionDifference.Kind.init(rawValue:)) ?? .unreadable,
                row: row.text(2) ?? "",
                detail: row.text(3) ?? ""
            )
        }
        if !found.isEmpty { try db.execute("DELETE FROM temp.difference") }
        return found
    }
}

extension SQLiteError {
    /// SQLITE_ERROR: no such table or column.
    fileprivate var isAboutSchema: Bool { code == 1 }
}
