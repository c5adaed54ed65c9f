import ExhibitJSON

/// Makes the items of one file into orders, and collects what is wrong with them.
struct OrderMaker {
    let form: ManifestForm
    /// What the file says for every item that says nothing itself.
    let defaults: [Setting]
    let variables: ManifestVariables
    let keepsUnknown: Bool
    var problems: ProblemList
    /// Tasks whose delivery is left to the caller.
    private(set) var undelivered = 0

    /// An object with more keys than this is no item.
    private static let keyLimit = 200

    init(
        _ form: ManifestForm,
        defaults: [Setting],
        _ variables: ManifestVariables,
        keepsUnknown: Bool,
        _ problems: ProblemList
    ) {
        self.form = form
        self.defaults = defaults
        self.variables = variables
        self.keepsUnknown = keepsUnknown
        self.problems = problems
    }

    /// Nil when a problem was told; `number` is the item's own, from 1.
    mutating func order(_ item: ManifestItem, number: Int) -> TaskOrder? {
        let before = problems.count
        guard item.members.count <= Self.keyLimit else {
            problems.add(ManifestProblem("an item with \(item.members.count) keys", at: item.place))
            return nil
        }
        var template = template(for: item, number: number)
        let mode = mode(of: item, &template)
        guard let command = TaskCommand(mode: mode) else {
            problems.add(Self.unknownMode(mode, item))
            for (spelling, _) in item.members { _ = places(of: spelling, item) }
            return nil
        }
        var task = TaskWords(command, mode: mode)
        for setting in completed(settings(of: item, command, &template), command) { add(setting, to: &task, item) }
        for (_, absence, key) in task.missing {
            problems.add(ManifestProblem(absence, hint: "add the key \(key)", at: item.place))
        }
        if task.isDelivered { undelivered += 1 }
        return problems.count == before ? task.order(at: item.place) : nil
    }

    /// The keys that the item gives a value, filled in, each once.
    private mutating func settings(
        of item: ManifestItem,
        _ command: TaskCommand,
        _ template: inout Template
    ) -> [Setting] {
        var settings: [Setting] = []
        for (spelling, value) in item.members {
            guard let places = places(of: spelling, item), !Setting.isAbsent(value) else { continue }
            guard let place = places.first(where: { ItemKey.table[$0].commands.contains(command) }) else {
                problems.add(Self.foreign(spelling, places, command, item))
                continue
            }
            let told = problems.count
            let filled = fill(value, ItemKey.table[place], spelling, item, &template)
            let setting = Setting(place: place, spelling: spelling, value: filled, isTold: problems.count > told)
            if let earlier = settings.first(where: { $0.clashes(with: place) }) {
                problems.add(Self.repeated(spelling, earlier, item))
            } else if !Setting.isAbsent(filled) {
                settings.append(setting)
            }
        }
        return settings
    }

    /// What a word may mean; nil when a problem was told.
    private mutating func places(of spelling: String, _ item: ManifestItem) -> [Int]? {
        if let places = ItemKey.places(of: spelling) { return places }
        problems.add(ItemKey.problem(of: spelling, at: item.place(of: spelling)))
        return nil
    }

    /// With the file's defaults for what the item leaves open, in the order of the command line.
    private func completed(_ given: [Setting], _ command: TaskCommand) -> [Setting] {
        let open = defaults.filter { standing in
            standing.key.commands.contains(command) && !given.contains { standing.isOverridden(by: $0) }
        }
        return (given + open).sorted { $0.place < $1.place }
    }

    private mutating func add(_ setting: Setting, to task: inout TaskWords, _ item: ManifestItem) {
        do throws(ValueFault) {
            try task.add(setting)
        } catch {
            problems.add(error.problem(setting, at: item.place(of: setting.spelling)))
        }
    }
}
