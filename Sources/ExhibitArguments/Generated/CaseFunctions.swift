/// The part of a completion script that bash and zsh read alike: functions that are one `case` each.
///
/// They share the variables `at` (the command reached) and `seen` (arguments passed) with the script's main function.
struct CaseFunctions {
    let tree: CompletionTree
    /// The shell's command that offers values for a row.
    let offer: (ParameterDescription) -> String?

    var name: String { "_" + tree.identifier }

    var text: String {
        [
            function("step", "$at $1", steps + ["(*) seen=$((seen + 1)) ;;"]),
            function("takes", "$at $1", taking + ["(*) return 1 ;;"]),
            function("values", "$at $1", values),
            function("arguments", "$at $seen", arguments),
        ].joined(separator: "\n")
    }

    func function(_ suffix: String, _ subject: String, _ branches: [String]) -> String {
        let body = branches.isEmpty ? [":"] : ["case \"\(subject)\" in"] + branches.map { "    " + $0 } + ["esac"]
        return (["\(name)_\(suffix)() {"] + body.map { "    " + $0 } + ["}", ""]).joined(separator: "\n")
    }

    func branch(_ words: [String], _ action: String) -> String {
        "(\(words.map(Shell.bash.quoted).joined(separator: "|"))) \(action) ;;"
    }

    private var steps: [String] {
        tree.steps.map { step in branch(step.words.map { "\(step.from) \($0)" }, "at=\(Shell.bash.quoted(step.to))") }
    }

    private var taking: [String] {
        tree.nodes.filter { !$0.valued.isEmpty }.map { node in
            branch(node.valued.flatMap(\.spellings).map { "\(node.key) \($0)" }, "return 0")
        }
    }

    private var values: [String] {
        tree.nodes.flatMap { node in
            node.valued.compactMap { row in
                offer(row).map { branch(row.spellings.map { "\(node.key) \($0)" }, $0) }
            }
        }
    }

    private var arguments: [String] {
        tree.nodes.flatMap { node in
            // A row without an offer has its branch too, in front of the pattern of one that repeats.
            node.arguments.enumerated().map { index, row in
                let action = offer(row) ?? ":"
                guard row.repeatable else { return branch(["\(node.key) \(index)"], action) }
                return "(\(Shell.bash.quoted(node.key + " "))*) \(action) ;;"
            }
        }
    }
}
