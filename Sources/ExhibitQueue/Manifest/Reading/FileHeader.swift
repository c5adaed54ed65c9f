import ExhibitJSON

/// What a file of source D's form says beside its tasks.
struct FileHeader {
    private(set) var name: String?
    private(set) var limits = Manifest.Limits()
    /// For every task that says nothing itself.
    private(set) var defaults: [Setting] = []

    private static let own = ["batch_name", "max_workers", "queue_limit", "task_timeout_seconds"]

    /// What a number may be before it is taken for a slip of the finger; the scheduler has its own bounds.
    private static let bounds = ["max_workers": 1...1000, "queue_limit": 1...200, "task_timeout_seconds": 1...86_400]

    init() {}

    init(_ object: JSONObject, _ bytes: [UInt8], _ problems: inout ProblemList) {
        for (spelling, value) in object.members where spelling != "tasks" {
            if let problem = problem(taking: spelling, value, bytes) { problems.add(problem) }
        }
    }

    static func place(of key: String, in bytes: [UInt8]) -> ManifestPlace {
        let position = JSONReader.position(of: JSONPointer(tokens: [key]), in: bytes) ?? (1, 1)
        return ManifestPlace(line: position.line, column: position.column)
    }

    private mutating func problem(taking spelling: String, _ value: JSONValue, _ bytes: [UInt8]) -> ManifestProblem? {
        let name = ItemKey.folded(spelling)
        if Self.own.contains(name) { return problem(taking: name, as: spelling, value, bytes) }
        guard let places = ItemKey.places(of: spelling) else {
            return ItemKey.problem(
                of: spelling,
                among: Self.own + ["tasks"] + ItemKey.names,
                at: Self.place(of: spelling, in: bytes)
            )
        }
        let settings = places.map { Setting(place: $0, spelling: spelling, value: value) }
        let usable = settings.filter { $0.key.mayBeDefault }
        guard !usable.isEmpty else {
            return ManifestProblem(
                "\(ItemKey.shown(spelling)) cannot be the same for all tasks",
                hint: "write it in each task",
                at: Self.place(of: spelling, in: bytes)
            )
        }
        guard !Setting.isAbsent(value) else { return nil }
        if let earlier = defaults.first(where: { old in usable.contains { old.clashes(with: $0.place) } }) {
            return ManifestProblem(
                "\(ItemKey.shown(earlier.spelling)) and \(ItemKey.shown(spelling)) say the same thing",
                hint: "keep one of the two",
                at: Self.place(of: spelling, in: bytes)
            )
        }
        do throws(ValueFault) {
            for setting in usable { _ = try setting.key.form.texts(of: value) }
            defaults += usable
            return nil
        } catch {
            return error.problem(usable[0], at: Self.place(of: spelling, in: bytes))
        }
    }

    private mutating func problem(
        taking name: String,
        as spelling: String,
        _ value: JSONValue,
        _ bytes: [UInt8]
    ) -> ManifestProblem? {
        guard !Setting.isAbsent(value) else { return nil }
        guard let bounds = Self.bounds[name] else {
            guard let text = value.string else { return wrong(spelling, "a text", value, bytes) }
            self.name = text
            return nil
        }
        guard let number = value.int, bounds.contains(number) else {
            return wrong(spelling, "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)", value, bytes)
        }
        switch name {
        case "max_workers": limits.maxWorkers = number
        case "queue_limit": limits.queueLimit = number
        default: limits.taskTimeoutSeconds = number
        }
        return nil
    }

    private func wrong(_ spelling: String, _ form: String, _ value: JSONValue, _ bytes: [UInt8]) -> ManifestProblem {
        ManifestProblem(
            "\(ItemKey.shown(spelling)) must be \(form), not \(ItemKey.shown(value))",
            hint: "write \(form), or leave the key out",
            at: Self.place(of: spelling, in: bytes)
        )
    }
}
