import ExhibitJSON

/// A task's order while its settings are being added, in the order of the command line.
struct TaskWords {
    private let command: TaskCommand
    private let mode: String
    private var arguments: [String] = []
    private var subject: [String] = []
    private var name: String?
    private var key: String?
    private var priority = 0
    private var after: [String] = []
    private var slots: [ItemKey.Slot] = []
    /// What was said about it; a recipient alone means that it was wanted.
    private var delivery: Bool?

    /// Far beyond what anyone orders by, and far within what every reader of numbers can hold.
    private static let priorities = -1_000_000...1_000_000

    init(_ command: TaskCommand, mode: String) {
        self.command = command
        self.mode = mode
    }

    mutating func add(_ setting: Setting) throws(ValueFault) {
        let (form, value) = (setting.key.form, setting.value)
        if let slot = setting.key.slot { slots.append(slot) }
        guard !setting.isTold else { return }
        switch setting.key.use {
        case .flag(let flag): arguments += try form.words(flag, value)
        case .argument: subject = try form.texts(of: value)
        case .name:
            name = try form.texts(of: value).first
            arguments += name.map { ["--task-name=" + $0] } ?? []
        case .key:
            key = try form.texts(of: value).first
            arguments += key.map { ["--task-key=" + $0] } ?? []
        case .priority:
            guard let number = try form.texts(of: value).first.flatMap({ Int($0) }), Self.priorities.contains(number)
            else { throw .form }
            priority = number
        case .after: after = try form.texts(of: value)
        case .mode: _ = try form.texts(of: value)
        case .delivery where form == .toggle: delivery = try !form.texts(of: value).isEmpty
        case .delivery:
            _ = try form.texts(of: value)
            delivery = delivery ?? true
        case .nothing: _ = try form.texts(of: value)
        case .variables: break
        }
    }

    /// Whether the old scripts would have sent the picture to someone.
    var isDelivered: Bool { delivery == true }

    /// What the command cannot be without, and nobody gave.
    var missing: [(slot: ItemKey.Slot, absence: String, key: String)] {
        command.required(mode: mode).filter { !slots.contains($0.slot) }
    }

    func order(at place: ManifestPlace) -> TaskOrder {
        var words = arguments
        if mode == "animate", !words.contains(where: { $0.hasPrefix("--mode=") }) { words.append("--mode=animate") }
        // Behind the dashes nothing is a flag.
        if !subject.isEmpty { words += ["--"] + subject }
        return TaskOrder(
            command: command.rawValue,
            arguments: words,
            name: name,
            key: key,
            priority: priority,
            after: after,
            place: place
        )
    }
}
