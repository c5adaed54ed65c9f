/// Works from a folder in `$fpath`, and when it is sourced after `compinit`.
struct ZshCompletion {
    let tree: CompletionTree

    var script: String {
        let cases = CaseFunctions(tree: tree, offer: offer)
        let names = tree.nodes.filter { !$0.command.commands.isEmpty }.map { node in
            let list =
                node.command.commands.map { described($0.name, $0.summary) }
                + [described("help", "Shows help of a command.")]
            return cases.branch([node.key], "list=(\(list.joined(separator: " "))); _describe command list")
        }
        let flags = tree.nodes.map { node in
            let rows = node.flags.map { described($0.spelling, $0.help) } + [described("--help", "Shows help.")]
            return cases.branch([node.key], "list=(\(rows.joined(separator: " "))); _describe -o flag list")
        }
        return [
            "#compdef \(tree.tool)",
            "# zsh completion for \(tree.tool)",
            "",
            cases.text,
            cases.function("names", "$at", names),
            cases.function("flags", "$at", flags),
            machinery(cases.name),
        ].joined(separator: "\n") + "\n"
    }

    private func offer(_ row: ParameterDescription) -> String? {
        if !row.choices.isEmpty { return "compadd -- \(quoted(row.choices))" }
        return switch row.completion {
        case .none: nil
        case .file: "_files"
        case .directory: "_files -/"
        case .lines(let words): "compadd -- ${(f)\"$(\(quoted([tree.tool] + words)) 2>/dev/null)\"}"
        }
    }

    /// `_describe` splits at the first colon that no backslash hides.
    private func described(_ name: String, _ text: String) -> String {
        Shell.zsh.quoted(name.replacing(":", with: "\\:") + ":" + text)
    }

    private func quoted(_ words: [String]) -> String { words.map(Shell.zsh.quoted).joined(separator: " ") }

    private func machinery(_ name: String) -> String {
        """
        \(name)() {
            local at= value= ended= seen=0 i word
            local -a list
            for ((i = 2; i < CURRENT; i++)); do
                word=${words[i]}
                if [[ -n $value ]]; then
                    value=
                elif [[ -n $ended ]]; then
                    (( seen += 1 ))
                else
                    case $word in
                        (--) ended=1 ;;
                        (-?*) \(name)_takes "$word" && value=$word ;;
                        (*) \(name)_step "$word" ;;
                    esac
                fi
            done
            word=${words[CURRENT]}
            if [[ -n $value ]]; then
                \(name)_values "$value"
            elif [[ -z $ended && $word == --*=* ]]; then
                compset -P '*=' && \(name)_values "${word%%=*}"
            elif [[ -z $ended && $word == -* ]]; then
                \(name)_flags
            else
                (( seen == 0 )) && \(name)_names
                \(name)_arguments
                [[ -z $word && -z $ended ]] && (( compstate[nmatches] == 0 )) && \(name)_flags
            fi
            return 0
        }

        if [[ ${funcstack[1]} == \(name) ]]; then
            \(name) "$@"
        else
            compdef \(name) \(tree.tool)
        fi
        """
    }
}
