/// Fish asks a condition for every row, so the walk over the line is one function that answers place and count.
struct FishCompletion {
    let tree: CompletionTree

    private var name: String { "__" + tree.identifier }

    var script: String {
        ([
            "# fish completion for \(tree.tool)",
            "",
            function(name + "_step", steps),
            function(name + "_takes", taking),
            machinery,
            "complete -c \(tree.tool) -f",
        ] + tree.nodes.flatMap(rows)).joined(separator: "\n") + "\n"
    }

    /// A switch on the place and a word, which prints and succeeds, or fails.
    private func function(_ name: String, _ cases: [(patterns: [String], body: String)]) -> String {
        let branches = cases.flatMap { ["case " + $0.patterns.map(quoted).joined(separator: " "), "    " + $0.body] }
        let body = ["switch \"$argv[1] $argv[2]\""] + branches.map { "    " + $0 } + ["end", "return 1"]
        return (["function \(name)"] + body.map { "    " + $0 } + ["end", ""]).joined(separator: "\n")
    }

    private var steps: [(patterns: [String], body: String)] {
        tree.steps.map { step in
            (step.words.map { "\(step.from) \($0)" }, "echo \(quoted(step.to)); return 0")
        }
    }

    private var taking: [(patterns: [String], body: String)] {
        tree.nodes.filter { !$0.valued.isEmpty }.map { node in
            (node.valued.flatMap(\.spellings).map { "\(node.key) \($0)" }, "return 0")
        }
    }

    private func rows(_ node: CompletionTree.Node) -> [String] {
        let here = "complete -c \(tree.tool) -n " + quoted("\(name)_at \(quoted(node.key))")
        let first = "complete -c \(tree.tool) -n " + quoted("\(name)_argument \(quoted(node.key)) 0")
        let children = node.command.commands.map { child in
            "\(first) -a \(quoted(child.name)) -d \(quoted(child.summary))"
        }
        let help = children.isEmpty ? [] : ["\(first) -a help -d \(quoted("Shows help of a command."))"]
        let flags = node.flags.map { row in
            let spellings = row.spellings.map { spelling in
                spelling.hasPrefix("--")
                    ? "-l \(quoted(String(spelling.dropFirst(2))))"
                    : "-s \(quoted(String(spelling.dropFirst())))"
            }
            return
                "\(here) \(spellings.joined(separator: " "))\(row.takesValue ? value(row) : "") -d \(quoted(row.help))"
        }
        let arguments = node.arguments.enumerated().compactMap { index, row in
            offer(row).map { offered in
                let place = "\(name)_argument \(quoted(node.key)) \(index)" + (row.repeatable ? " or-later" : "")
                return "complete -c \(tree.tool) -n \(quoted(place)) \(offered)"
            }
        }
        return children + help + flags + ["\(here) -l help -s h -d \(quoted("Shows help."))"] + arguments
    }

    private func value(_ row: ParameterDescription) -> String {
        if row.completion == .file, row.choices.isEmpty { return " -r -F" }
        return " -x" + (offer(row).map { " " + $0 } ?? "")
    }

    private func offer(_ row: ParameterDescription) -> String? {
        if !row.choices.isEmpty { return "-a " + quoted(row.choices.map(quoted).joined(separator: " ")) }
        return switch row.completion {
        case .none: nil
        case .file: "-F"
        case .directory: "-a '(__fish_complete_directories)'"
        case .lines(let words):
            "-a " + quoted("(" + ([tree.tool] + words).map(quoted).joined(separator: " ") + " 2>/dev/null)")
        }
    }

    private func quoted(_ text: String) -> String { Shell.fish.quoted(text) }

    private var machinery: String {
        """
        function \(name)_walk
            set -l at ''
            set -l seen 0
            set -l skip 0
            set -l ended 0
            for word in (commandline -opc)[2..-1]
                if test $skip = 1
                    set skip 0
                    continue
                end
                if test $ended = 1
                    set seen (math $seen + 1)
                    continue
                end
                switch "$word"
                    case '--'
                        set ended 1
                    case '-'
                        set seen (math $seen + 1)
                    case '-*'
                        \(name)_takes "$at" "$word"; and set skip 1
                    case '*'
                        if set -l next (\(name)_step "$at" "$word")
                            set at "$next"
                        else
                            set seen (math $seen + 1)
                        end
                end
            end
            echo "$at"
            echo $seen
        end

        function \(name)_at
            set -l here (\(name)_walk)
            test "$here[1]" = "$argv[1]"
        end

        function \(name)_argument
            set -l here (\(name)_walk)
            test "$here[1]" = "$argv[1]"; or return
            test "$here[2]" = "$argv[2]"; or test (count $argv) = 3 -a "$here[2]" -gt "$argv[2]"
        end

        """
    }
}
