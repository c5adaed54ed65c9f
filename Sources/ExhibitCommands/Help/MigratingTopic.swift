/// `help migrating`: differences from the earlier scripts, and their names for things.
enum MigratingTopic {
    static var text: String {
        [
            "The flags of the earlier scripts work here under their own names. Different on\npurpose:",
            Migration.differences.map(text).joined(separator: "\n\n"),
            "Different because the scripts did not keep their word:",
            Migration.corrections.map(text).joined(separator: "\n\n"),
            "Keys of the JSON that --json (or --print-json) prints; the scripts' top-level\nkeys are under result:",
            table,
            "Flags that are refused:\n"
                + RefusedFlags.spellings.joined(separator: ", ").wrapped(at: 80, indent: 2).joined(separator: "\n"),
        ].joined(separator: "\n\n")
    }

    private static func text(_ difference: Migration.Difference) -> String {
        (["  \(difference.subject)"] + "before: \(difference.before)".wrapped(at: 80, indent: 4)
            + "now: \(difference.now)".wrapped(at: 80, indent: 4)).joined(separator: "\n")
    }

    private static var table: String {
        let width = Migration.keys.map(\.old.count).max() ?? 0
        return Migration.keys.map { "  \($0.old.padded(width))  \($0.new)" }.joined(separator: "\n")
    }
}
