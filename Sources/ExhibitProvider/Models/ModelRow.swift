/// What is known of one model; nil is not known, never "no limit".
package struct ModelRow: Sendable, Hashable {
    package let name: String
    /// Other exact names of the same model.
    package internal(set) var names: [String] = []
    /// Beginnings of names that mean it, such as those of its dated snapshots.
    package internal(set) var prefixes: [String] = []
    /// Whose models these are: the same word may mean another model elsewhere.
    ///
    /// Nil means every dialect.
    package internal(set) var dialect: String?
    package internal(set) var family: String?
    package internal(set) var kinds: [ModelKind]?
    package internal(set) var sizes: SizeRule?
    /// Pictures besides the mask.
    package internal(set) var maxInputs: Int?
    package internal(set) var maxCount: Int?
    /// Characters.
    package internal(set) var maxPrompt: Int?
    package internal(set) var formats: [String]?
    package internal(set) var mask: MaskConvention?
    /// The day from which on it no longer answers.
    package internal(set) var shutdown: CalendarDate?
    package internal(set) var prices: [ModelPrice]?
    /// For each fact the key of the source that says it.
    package internal(set) var sources: [String: String] = [:]

    init(_ name: String) {
        self.name = name
    }

    func isMeant(by name: String, in dialect: String) -> Bool {
        (self.dialect == nil || self.dialect == dialect) && (self.name == name || names.contains(name))
    }

    /// With what `other` knows in place of what this row does.
    func overridden(by other: ModelRow) -> ModelRow {
        var row = self
        row.names += other.names.filter { !names.contains($0) }
        row.prefixes += other.prefixes.filter { !prefixes.contains($0) }
        row.dialect = other.dialect ?? dialect
        row.family = other.family ?? family
        row.kinds = other.kinds ?? kinds
        row.sizes = other.sizes ?? sizes
        row.maxInputs = other.maxInputs ?? maxInputs
        row.maxCount = other.maxCount ?? maxCount
        row.maxPrompt = other.maxPrompt ?? maxPrompt
        row.formats = other.formats ?? formats
        row.mask = other.mask ?? mask
        row.shutdown = other.shutdown ?? shutdown
        row.prices = other.prices ?? prices
        row.sources.merge(other.sources) { $1 }
        return row
    }
}
