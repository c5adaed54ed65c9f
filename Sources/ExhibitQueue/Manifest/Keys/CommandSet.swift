/// Commands that share a key.
struct CommandSet: OptionSet, Sendable, Hashable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }

    private init(_ command: TaskCommand) {
        rawValue = TaskCommand.allCases.firstIndex(of: command).map { 1 << $0 } ?? 0
    }

    static let generate = CommandSet(.generate)
    static let edit = CommandSet(.edit)
    static let video = CommandSet(.video)
    static let speech = CommandSet(.speech)
    static let upscale = CommandSet(.upscale)
    static let inpaint = CommandSet(.inpaint)
    static let outpaint = CommandSet(.outpaint)
    static let objectEdit = CommandSet(.objectEdit)
    static let fetch = CommandSet(.fetch)

    /// What takes the flags of every command that sends (cli.md); `fetch` takes fewer.
    static let making: Self = [.pictures, .video, .speech, .upscale]
    static let all: Self = [.making, .fetch]
    static let pictures: Self = [.generate, .edit, .inpaint, .outpaint, .objectEdit]
    static let framed: Self = [.pictures, .video]
    static let referring: Self = [.generate, .edit, .video]
    static let masked: Self = [.inpaint, .objectEdit]

    func contains(_ command: TaskCommand) -> Bool { contains(command.set) }

    /// Their names, in the order of ``TaskCommand``.
    var names: [String] { TaskCommand.allCases.filter { contains($0) }.map(\.rawValue) }
}

extension TaskCommand {
    fileprivate var set: CommandSet {
        switch self {
        case .generate: .generate
        case .edit: .edit
        case .video: .video
        case .speech: .speech
        case .upscale: .upscale
        case .inpaint: .inpaint
        case .outpaint: .outpaint
        case .objectEdit: .objectEdit
        case .fetch: .fetch
        }
    }
}
