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

    private static let commands = Dictionary(uniqueKeysWithValues: modes.map { ($0.word, $0.command) })

    /// The mode of an item that names none.
    static let defaultMode = "image"

    /// Nil for a word that is no mode; underscores are hyphens.
    init?(mode: String) {
        guard let command = Self.commands[mode] ?? Self.commands[mode.replacing("_", with: "-")] else { return nil }
        self = command
    }

    /// What a task of this command cannot be without, how its absence is told, and the key that would give it.
    func required(mode: String) -> [(slot: ItemKey.Slot, absence: String, key: String)] {
        let prompt = (ItemKey.Slot.prompt, "there is no prompt", "prompt")
        let image = (ItemKey.Slot.images, "there is no image to start from", "image")
        return switch self {
        case .generate: mode == "reference" ? [prompt, image] : [prompt]
        case .video: mode == "animate" ? [prompt, image] : [prompt]
        case .speech: [prompt]
        case .edit, .inpaint, .objectEdit: [prompt, image]
        case .outpaint, .upscale: [image]
        case .fetch: [(.subject, "nothing is named that could be fetched", "reference")]
        }
    }
}
