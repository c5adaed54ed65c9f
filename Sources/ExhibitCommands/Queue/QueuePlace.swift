import ExhibitArguments
import ExhibitLedger
import ExhibitModel

/// Which queue a command is about: a queue is its state directory (parity D9).
struct QueuePlace: Sendable {
    let home: Home
    /// Absolute, without links where it is there already.
    let folder: String
    /// Whether the command line says it.
    private let isNamed: Bool

    static let variable = "OPENCLAW_IMAGE_QUEUE_DIR"

    /// `--state-dir`, else the environment's, else the home's own.
    init(_ options: QueueOptions, _ context: CommandContext) throws {
        home = try context.home(options.home, options.output)
        isNamed = options.stateFolder != nil
        let given = options.stateFolder ?? context.environment[Self.variable]
        let path = given.map(context.environment.absolute) ?? "\(home.path)/queue"
        folder = Self.canonical(path)
    }

    func scope(_ keys: Keys) -> TaskScope { .queue(folder, keys) }

    /// A command line that is about this queue, too.
    func commandLine(_ words: String) -> String {
        "exhibit queue \(words)" + (isNamed ? " --state-dir \(Shell.bash.quoted(folder))" : "")
    }

    func folder(of row: TaskRow) -> String { "\(folder)/tasks/\(row.task)" }

    /// One queue has one name, however it is written; what is not there yet is named through the folder that is.
    private static func canonical(_ path: String) -> String {
        if let real = RegularFile.realPath(path) { return real }
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return "/" }
        let parent = canonical("/" + parts.dropLast().joined(separator: "/"))
        let name = last == "." ? "" : String(last)
        guard name != ".." else { return RegularFile.folder(of: parent) }
        return name.isEmpty ? parent : parent == "/" ? "/" + name : "\(parent)/\(name)"
    }
}
