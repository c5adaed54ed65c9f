/// What a task is to do: a command line, and the task's place among others.
package struct TaskOrder: Sendable, Hashable {
    /// A command of ``TaskCommand``.
    package var command: String
    /// The words behind the command, `--flag=value` each, so that no value can be taken for a flag.
    ///
    /// Never a home, a form of output, `--dry-run` or a secret. Name and key are among them, so that the words alone do it
    /// again.
    package var arguments: [String]
    /// The current folder of the command line, absolute: where its relative paths begin.
    package var folder: String?
    package var name: String?
    /// The caller's own key: of tasks that wait or run, one has it.
    package var key: String?
    /// Higher is earlier; 0 when nobody said.
    package var priority: Int
    /// Keys of tasks that have to be completed before.
    package var after: [String]
    /// Where the item stands in its file.
    package var place: ManifestPlace?

    package init(
        command: String,
        arguments: [String],
        folder: String? = nil,
        name: String? = nil,
        key: String? = nil,
        priority: Int = 0,
        after: [String] = [],
        place: ManifestPlace? = nil
    ) {
        self.command = command
        self.arguments = arguments
        self.folder = folder
        self.name = name
        self.key = key
        self.priority = priority
        self.after = after
        self.place = place
    }
}
