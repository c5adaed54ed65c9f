import ExhibitModel

/// What is known of models, as data with a date: names, limits and shutdown dates change within weeks.
///
/// It is never proof that a model is there or not, so nothing is refused because of it.
package struct ModelTable: Sendable, Hashable {
    package let asOf: CalendarDate
    /// Keys of ``ModelRow/sources``, and what they stand for.
    package let sources: [Source]
    package let models: [ModelRow]

    package struct Source: Sendable, Hashable {
        package let key: String
        package let text: String
    }

    /// The table that comes with the program.
    package static let shipped: ModelTable = {
        do throws(ModelTableError) {
            return try ModelTable(
                parsing: PackageResources.models_json,
                file: "the shipped models.json",
                needsSources: true
            )
        } catch {
            preconditionFailure("the shipped table is tested: \(error.report.message)")
        }
    }()

    init(asOf: CalendarDate, sources: [Source], models: [ModelRow]) {
        self.asOf = asOf
        self.sources = sources
        self.models = models
    }

    /// The row that a name means to a dialect: by an exact name, else by the longest prefix.
    package func row(_ name: String, dialect: String) -> ModelRow? {
        if let exact = models.first(where: { $0.isMeant(by: name, in: dialect) }) { return exact }
        let matches = models.flatMap { row in
            row.prefixes.filter { name.hasPrefix($0) }.map { (row: row, length: $0.utf8.count) }
        }
        return matches.filter { $0.row.dialect == nil || $0.row.dialect == dialect }.max { $0.length < $1.length }?.row
    }

    /// This table with another one's facts in place of its own, model by model; new models come last.
    package func overridden(by other: ModelTable) -> ModelTable {
        let own = models.map { row in
            other.models.first { $0.name == row.name }.map(row.overridden) ?? row
        }
        let new = other.models.filter { row in !models.contains { $0.name == row.name } }
        return ModelTable(
            asOf: max(asOf, other.asOf),
            sources: sources + other.sources.filter { source in !sources.contains { $0.key == source.key } },
            models: own + new
        )
    }
}
