import ExhibitArguments
import ExhibitModel
import ExhibitQueue

/// Flags of the commands that make media, given once for all items of a manifest.
struct ItemDefaults: Sendable {
    private var texts: [String: [String]] = [:]

    subscript(text flag: String) -> String? {
        get { texts[flag]?.last }
        set { texts[flag] = newValue.map { [$0] } }
    }

    subscript(texts flag: String) -> [String] {
        get { texts[flag] ?? [] }
        set { texts[flag] = newValue.isEmpty ? nil : newValue }
    }

    subscript(isOn flag: String) -> Bool {
        get { texts[flag] != nil }
        set { texts[flag] = newValue ? ["true"] : nil }
    }

    /// As the manifest's reader takes them.
    ///
    /// - Throws: for a value that a flag cannot have, before any item is looked at.
    func standing() throws -> ManifestDefaults {
        var defaults = ManifestDefaults()
        for flag in texts.keys.sorted() where flag != Self.policy { try defaults.add(flag, texts[flag] ?? []) }
        return defaults
    }

    /// Policies of the command line judge every item, beside the item's own: no manifest takes one away.
    var policies: [String] { self[texts: Self.policy] }

    private static let policy = "policy"

    /// What is the batch's own and no item's, though the commands have flags of these names.
    private static let own: Set<String> = ["config", "max-images", "max-cost"]

    /// The commands' own rows, each once, in the order of their tables.
    static let rows: [Parameter<ItemDefaults>] = {
        var seen = own
        let all = MakeCommands.all.flatMap { $0.description.parameters }
        return all.filter { $0.kind != .argument && !$0.hidden && ManifestDefaults.takes($0.name) }
            .filter { seen.insert($0.name).inserted }
            .map { row($0).under("for every item that does not say it itself") }
    }()

    private static func row(_ facts: ParameterDescription) -> Parameter<ItemDefaults> {
        let (name, aliases) = (facts.name, facts.aliases)
        if facts.kind == .flag { return .flag(name, \.[isOn: name], facts.help, aliases: aliases) }
        let essential = ["provider", "model", "policy", "out-dir"].contains(name)
        if facts.repeatable {
            return .option(
                name,
                \.[texts: name],
                facts.help,
                aliases: aliases,
                value: facts.placeholder,
                essential: essential,
                completion: facts.completion
            )
        }
        return .option(
            name,
            \.[text: name],
            facts.help,
            aliases: aliases,
            value: facts.placeholder,
            essential: essential,
            completion: facts.completion
        )
    }
}
