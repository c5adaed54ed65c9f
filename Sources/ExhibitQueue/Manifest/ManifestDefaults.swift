import ExhibitJSON

/// What a command line says for every item of a manifest that says nothing itself: flags of the commands that make media.
package struct ManifestDefaults: Sendable {
    private var settings: [Setting] = []

    package init() {}

    /// Whether a flag (without its dashes) can be the same for all items of a manifest.
    package static func takes(_ flag: String) -> Bool {
        ItemKey.places(of: flag)?.contains { ItemKey.table[$0].mayBeDefault && isFlag(ItemKey.table[$0], flag) } == true
    }

    /// Keys that are words of the task itself, such as its priority, are no flags.
    private static func isFlag(_ key: ItemKey, _ flag: String) -> Bool { key.use == .flag(flag) }

    /// Adds a flag with the words that were given to it; a switch has `true`.
    ///
    /// - Throws: for a value that the flag cannot have.
    package mutating func add(_ flag: String, _ values: [String]) throws(ManifestError) {
        let value: JSONValue = values.count == 1 ? .string(values[0]) : .array(values.map(JSONValue.string))
        for place in ItemKey.places(of: flag) ?? [] {
            let setting = Setting(place: place, spelling: flag, value: value)
            guard setting.key.mayBeDefault, Self.isFlag(setting.key, flag) else { continue }
            do throws(ValueFault) {
                _ = try setting.key.form.texts(of: value)
            } catch {
                throw ManifestError(error.problem(setting, at: nil))
            }
            settings.append(setting)
        }
    }

    /// With what the file says where nothing was said here.
    func completed(by others: [Setting]) -> [Setting] {
        settings + others.filter { other in !settings.contains { other.isOverridden(by: $0) } }
    }
}
