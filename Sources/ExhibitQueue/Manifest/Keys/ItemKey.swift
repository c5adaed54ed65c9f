import ExhibitJSON
import ExhibitModel

/// A key of an item: what it is called, what its value may be, and what becomes of it.
final class ItemKey: Sendable {
    /// With underscores, as it is shown.
    let name: String
    /// Other names of the same key.
    let aliases: [String]
    let form: ValueForm
    let use: Use
    /// Of other commands' items the key is an error; as a default of the file it just says nothing about them.
    let commands: CommandSet
    let slot: Slot?
    /// Whether it makes sense for all tasks of a file alike.
    let mayBeDefault: Bool

    enum Use: Sendable, Hashable {
        /// A flag of the task's command line, without its dashes.
        case flag(String)
        /// The word without a flag.
        case argument
        /// A flag too, and the task's own name or key.
        case name, key
        case mode, priority, after, variables
        /// What the old scripts' batches did and this program leaves to its caller.
        case delivery
        /// Known, and without effect here.
        case nothing
    }

    /// Keys that say the same thing in different words: an item's word replaces the file's.
    enum Slot: Sendable, Hashable {
        case prompt, images, subject, timeout, size

        /// Whether an item may use one word only.
        var isExclusive: Bool { self == .prompt || self == .timeout || self == .subject }
    }

    /// A key that is a flag of its own name unless `use` says otherwise.
    init(
        _ name: String,
        _ form: ValueForm,
        _ commands: CommandSet,
        aliases: [String] = [],
        use: Use? = nil,
        slot: Slot? = nil,
        mayBeDefault: Bool = true
    ) {
        self.name = name
        self.aliases = aliases
        self.form = form
        self.use = use ?? .flag(name.replacing("_", with: "-"))
        self.commands = commands
        self.slot = slot
        self.mayBeDefault = mayBeDefault
    }

    /// The one name of a key that may be spelled with hyphens.
    static func folded(_ spelling: String) -> String { spelling.replacing("-", with: "_") }

    /// Keys of the old scripts that ran a program, or pretended a picture (parity D20).
    static func isRefused(_ folded: String) -> Bool { folded == "command" || folded.hasPrefix("mock_") }

    /// What is wrong with a word that is no key.
    static func problem(of spelling: String, among names: [String] = names, at place: ManifestPlace) -> ManifestProblem
    {
        guard isRefused(folded(spelling)) else {
            return ManifestProblem(
                "unknown key \(shown(spelling))",
                hint: guess(spelling, among: names)
                    ?? "what is no key here goes into extra_json; exhibit help batch shows every key",
                at: place
            )
        }
        return ManifestProblem(
            "\(shown(spelling)) is refused: no manifest may run a program, and what was not made is no evidence",
            hint: ErrorCode.usageMockRefused.hint,
            at: place,
            code: .usageMockRefused
        )
    }

    /// A stranger's word in quotes, on one line, and not without end.
    static func shown(_ word: String) -> String {
        let limit = 60
        let scalars = word.unicodeScalars.prefix(limit).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "?"
            default: String(scalar)
            }
        }
        return "\"" + scalars.joined() + (word.unicodeScalars.count > limit ? "…\"" : "\"")
    }

    static func shown(_ value: JSONValue) -> String {
        if let text = value.string { return shown(text) }
        return String(shown(JSONText.compact(value)).dropFirst().dropLast())
    }
}
