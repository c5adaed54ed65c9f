package import ExhibitModel
package import ExhibitRecord

/// Makes the projections of a snapshot again from its entries, in memory, and compares them table by table.
///
/// The fresh tables are SQLite's temporary ones: they hide the stored ones from the projecting code, which is the very
/// code that wrote those, and a read-only connection can have them.
package final class ProjectionRebuild {
    private let reader: AuditReader
    private let projection: Projection
    private var unreadable: [ProjectionDifference] = []
    private static let rowLimit = 3

    /// How many tables are compared.
    package static var tableCount: Int { Schema.projectionTables.count }

    package init(_ home: Home, _ environment: Environment) throws {
        reader = try AuditReader(home, environment)
        projection = Projection(reader.reader.queries.db, blob: reader.blob)
        try prepare()
    }

    private var db: SQLiteConnection { reader.reader.queries.db }

    /// How many entries the stored tables were made from.
    package var size: Int64 { reader.size }

    /// Takes the next entries, in order; the caller leaves out those that cannot be read.
    package func apply(_ entries: [Entry]) throws {
        for entry in entries { try apply(entry) }
    }

    /// The first differing rows of each table, at most three of a kind; empty when everything agrees.
    package func differences() throws -> [ProjectionDifference] {
        for table in Schema.projectionTables { try compare(table) }
        let found = try db.rows("SELECT tbl, kind, place, detail FROM temp.difference ORDER BY rowid") { row in
            ProjectionDifference(
                table: row.text(0) ?? "",
                kind: row.text(1).flatMap(ProjectionDifference.Kind.init(rawValue:)) ?? .unreadable,
                row: row.text(2) ?? "",
                detail: row.text(3) ?? ""
            )
        }
        return unreadable + found
    }

    private func prepare() throws {
        try db.execute("PRAGMA temp_store=MEMORY")
        // Indexes serve questions that nobody asks here.
        let tables = Schema.projections.split(separator: ";").map { $0.trimmed }.filter {
            $0.hasPrefix("CREATE TABLE ")
        }
        for table in tables { try db.execute("CREATE TEMP TABLE " + table.dropFirst("CREATE TABLE ".count)) }
        try db.execute("CREATE TEMP TABLE difference(tbl TEXT, kind TEXT, place TEXT, detail TEXT)")
    }

    private func apply(_ entry: Entry) throws {
        do throws(SQLiteError) {
            _ = try projection.apply(entry)
        } catch {
            // SQLITE_CONSTRAINT: two entries claim the same row
            guard error.code == 19 else { throw error }
            unreadable.append(
                ProjectionDifference(
                    table: "entry",
                    kind: .unreadable,
                    row: "\(entry.seq)",
                    detail: "it cannot follow what stands before it: \(error.message)"
                )
            )
        }
    }

    private func compare(_ table: String) throws {
        let columns = try db.rows("SELECT name, pk FROM pragma_table_info(?1, 'temp')", [.text(table)]) {
            row throws(SQLiteError) in
            (name: row.text(0) ?? "", isKey: row.integer(1) > 0)
        }
        let keys = columns.filter(\.isKey).map(\.name)
        let values = columns.filter { !$0.isKey }.map(\.name)
        guard let first = keys.first else { return }
        let join = keys.map { "f.\($0) = s.\($0)" }.joined(separator: " AND ")
        func place(_ side: String) -> String { keys.map { "\(side).\($0)" }.joined(separator: " || '/' || ") }
        let differs = values.map { "f.\($0) IS NOT s.\($0)" }.joined(separator: " OR ")
        let detail = values.map { name in
            "CASE WHEN f.\(name) IS NOT s.\(name) THEN '\(name) is ' || quote(s.\(name)) || ', the entries say ' || quote(f.\(name)) || '; ' ELSE '' END"
        }.joined(separator: " || ")
        do throws(SQLiteError) {
            try db.execute(
                """
                INSERT INTO temp.difference SELECT '\(table)', 'missing', \(place("f")), '' FROM temp.\(table) AS f
                    LEFT JOIN main.\(table) AS s ON \(join) WHERE s.\(first) IS NULL LIMIT \(Self.rowLimit);
                INSERT INTO temp.difference SELECT '\(table)', 'extra', \(place("s")), '' FROM main.\(table) AS s
                    LEFT JOIN temp.\(table) AS f ON \(join) WHERE f.\(first) IS NULL LIMIT \(Self.rowLimit);
                """
            )
            guard !values.isEmpty else { return }
            try db.execute(
                """
                INSERT INTO temp.difference SELECT '\(table)', 'changed', \(place("f")), substr(\(detail), 1, 300)
                    FROM temp.\(table) AS f JOIN main.\(table) AS s ON \(join) WHERE \(differs) LIMIT \(Self.rowLimit)
                """
            )
        } catch {
            // SQLITE_ERROR: no such table or column
            guard error.code == 1 else { throw error }
            unreadable.append(ProjectionDifference(table: table, kind: .unreadable, row: "", detail: error.message))
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        drop { $0.isWhitespace || $0.isNewline }
    }
}
