import ExhibitArguments
import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct CommandTreeTests {
    static let commands = [
        "generate", "edit", "inpaint", "outpaint", "object-edit", "mask", "video", "speech", "upscale", "fetch",
        "batch", "queue run", "queue submit",
        "queue work", "queue status", "queue list", "queue get", "queue history", "queue cancel", "queue retry",
        "queue pause", "queue resume", "runs list", "runs show", "runs log", "runs cost", "runs resume",
        "runs reconcile", "policy list",
        "policy show",
        "policy check", "policy explain", "policy test", "policy lint", "policy diff", "policy waive", "review list",
        "review show", "review approve", "review deny", "review key init", "review key show", "audit verify",
        "audit export", "audit report", "audit prove", "audit anchor", "audit checkpoint", "audit witness init",
        "audit witness request", "audit witness sign", "audit witness serve", "audit witness apply", "ledger init",
        "ledger info", "ledger forget",
        "ledger backup", "ledger rebuild", "provider list", "provider check", "provider models", "config show",
        "sandbox serve", "sandbox faults", "demo", "version", "completions", "man", "skill", "describe", "schema",
        "doctor",
    ]

    @Test func `describe names exactly the commands that exist`() {
        let leaves = CommandTree.root.describe().flattened.filter { !$0.command.isGroup }.map {
            $0.path.joined(separator: " ")
        }
        #expect(leaves.sorted() == Self.commands.sorted())
    }

    @Test(arguments: commands)
    func `describe tells a command's flags as JSON`(path: String) throws {
        var node = try #require(ToolDescription.of(CommandTree.root.describe())["command"])
        for name in path.split(separator: " ") {
            node = try #require(node["commands"]?.array?.first { $0["name"]?.string == String(name) })
        }
        #expect(node["parameters"]?.array?.contains { $0["spellings"]?[0]?.string == "--json" } == true)
        #expect((node["examples"]?.array ?? []).count >= 1)
    }

    @Test(arguments: commands)
    func `every example is a command line that is understood`(path: String) throws {
        let command = try #require(
            CommandTree.root.describe().flattened.first { $0.path.joined(separator: " ") == path }?.command
        )
        for example in command.examples {
            let words = ShellWords.first(of: example)
            #expect(words.first == "exhibit")
            let invocation = try CommandTree.root.parse(Array(words.dropFirst()))
            #expect(invocation.path.dropFirst().joined(separator: " ") == path)
        }
    }

    @Test(arguments: ["generate", "edit", "video", "speech", "upscale"], RefusedFlags.spellings)
    func `a mock flag is refused by its name`(command: String, flag: String) {
        #expect {
            try CommandTree.root.parse([command, "--task-name", "cat", flag, "1"])
        } throws: { error in
            let report = Reporting.report(error)
            return report.code == .usageMockRefused && report.message.hasPrefix("\(flag) is refused")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script knows the commands`(shell: String) throws {
        let script = try #require(Shell(rawValue: shell)).completions(for: CommandTree.root.describe())
        for word in ["generate", "reconcile", "explain"] { #expect(script.contains(word)) }
    }

    @Test func `the manual page has the topics`() {
        let page = ManualPage(CommandTree.root.describe(), version: "1", date: "2026-11-21").text
        for topic in HelpTopics.all { #expect(page.contains(topic.name.uppercased().replacing("-", with: "\\-"))) }
    }
}

/// The words of a shell line up to its first redirection, pipe or end.
enum ShellWords {
    static func first(of line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in line {
            switch character {
            case "'": isQuoted.toggle()
            case " " where !isQuoted:
                if !word.isEmpty { words.append(word) }
                word = ""
            case ">", "|", ";", "#":
                if !isQuoted { return words }
                word.append(character)
            default: word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
