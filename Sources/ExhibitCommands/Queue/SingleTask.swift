import ExhibitArguments
import ExhibitJSON

/// A task that the command line itself describes, with `generate`'s own flags.
struct SingleTask: Sendable {
    var prompt: String?
    var promptFile: String?
    var images: [String] = []
    var imageList: String?
    var output: String?
    var name: String?
    var key: String?

    static let rows: [Parameter<SingleTask>] = [
        .option("prompt", \.prompt, "What is to be shown, for a single task.", value: "TEXT", essential: true),
        .option("prompt-file", \.promptFile, "The prompt, from a file.", value: "FILE", completion: .file),
        .option(
            "image",
            \.images,
            "An image that the single task starts from.",
            aliases: ["input-image", "reference-image", "input"],
            value: "FILE",
            completion: .file
        ),
        .option("images", \.imageList, "Images as a JSON array, or with commas between them.", value: "JSON"),
        .option(
            "output",
            \.output,
            "Exactly this path for what the single task makes.",
            aliases: ["out"],
            value: "FILE",
            completion: .file
        ),
        .option("task-name", \.name, "Names the single task, its files and its run.", value: "NAME", essential: true),
        .option(
            "task-key",
            \.key,
            "Your own key for the single task: of those that wait or run, one has it.",
            value: "KEY",
            essential: true
        ),
    ]

    /// The flags that were given.
    var given: [String] { object.members.map { "--" + $0.key.replacing("_", with: "-") } }

    /// A file with this one task, as if it had been written; its texts are no templates.
    var file: String { JSONText.compact(["tasks": .array([.object(object)])]) }

    private var object: JSONObject {
        var object: JSONObject = [:]
        func set(_ key: String, _ text: String?) {
            if let text { object[key] = .string(text) }
        }
        set("prompt", prompt)
        set("prompt_file", promptFile)
        if !images.isEmpty { object["image"] = .array(images.map(JSONValue.string)) }
        set("images", imageList)
        set("output", output)
        set("task_name", name)
        set("task_key", key)
        return object
    }
}
