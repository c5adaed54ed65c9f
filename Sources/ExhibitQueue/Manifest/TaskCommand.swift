/// The commands that a task may be.
package enum TaskCommand: String, Sendable, Hashable, CaseIterable {
    case generate, edit, video, speech, upscale, inpaint, outpaint
    case objectEdit = "object-edit"
    case fetch

    /// The words that an item's `mode` may be, the sources' own among them, each with its command.
    static let modes: [(word: String, command: TaskCommand)] = [
        ("image", .generate), ("generate", .generate), ("generation", .generate), ("text2img", .generate),
        ("reference", .generate), ("edit", .edit), ("img2img", .edit), ("video", .video), ("animate", .video),
        ("speech", .speech), ("upscale", .upscale), ("inpaint", .inpaint), ("outpaint", .outpaint),
        ("object-edit", .objectEdit), ("fetch", .fetch),
    ]

    /// The mode of an item that names none.
    static let defaultMode = "image"

    /// Nil for a word that is no mode; underscores are hyphens.
    init?(mode: String) {
        let word = mode.replacing("_", with: "-")
        guard let command = Self.modes.first(where: { $0.word == word })?.command else { return nil }
        self = command
    }

    /// What a task of this command cannot be without.
    func required(mode: String) -> [ItemKey.Slot] {
        switch self {
        case .generate: mode == "reference" ? [.prompt, .images] : [.prompt]
        case .video: mode == "animate" ? [.prompt, .images] : [.prompt]
        case .speech: [.prompt]
        case .edit, .inpaint, .objectEdit: [.prompt, .images]
        case .outpaint, .upscale: [.images]
        case .fetch: [.subject]
        }
    }
}

extension Set<TaskCommand> {
    /// What takes the flags of every command that sends (cli.md); `fetch` takes fewer.
    static let making = Set(TaskCommand.allCases).subtracting([.fetch])
    static let all = Set(TaskCommand.allCases)
    static let pictures: Self = [.generate, .edit, .inpaint, .outpaint, .objectEdit]
    static let framed = pictures.union([.video])
    static let referring: Self = [.generate, .edit, .video]
    static let masked: Self = [.inpaint, .objectEdit]
}
