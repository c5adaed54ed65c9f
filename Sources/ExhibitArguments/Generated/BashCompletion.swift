/// Needs bash 4, and nothing of the bash-completion package.
struct BashCompletion {
    let tree: CompletionTree

    var script: String {
        let cases = CaseFunctions(tree: tree, offer: offer)
        let names = tree.nodes.filter { !$0.command.commands.isEmpty }.map { node in
            cases.branch([node.key], offer(node.command.commands.map(\.name) + ["help"]))
        }
        let flags = tree.nodes.map { node in
            cases.branch([node.key], offer(node.flags.map(\.spelling) + ["--help"]))
        }
        return [
            "# bash completion for \(tree.tool)",
            "",
            cases.text,
            cases.function("names", "$at", names),
            cases.function("flags", "$at", flags),
            machinery(cases.name),
            "complete -F \(cases.name) \(tree.tool)",
        ].joined(separator: "\n") + "\n"
    }

    private func offer(_ row: ParameterDescription) -> String? {
        if !row.choices.isEmpty { return offer(row.choices) }
        let files = "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen"
        return switch row.completion {
        case .none: nil
        case .file: "\(files) -f -- \"$cur\")"
        case .directory: "\(files) -d -- \"$cur\")"
        case .lines(let words):
            "mapfile -t lines < <(\(quoted([tree.tool] + words)) 2>/dev/null); _\(tree.identifier)_offer \"${lines[@]}\""
        }
    }

    private func offer(_ words: [String]) -> String { "_\(tree.identifier)_offer \(quoted(words))" }

    private func quoted(_ words: [String]) -> String { words.map(Shell.bash.quoted).joined(separator: " ") }

    private func machinery(_ name: String) -> String {
        """
        \(name)_offer() {
            local word
            for word in "$@"; do
                [[ $word == "$cur"* ]] || continue
                printf -v word %q "$word"
                COMPREPLY+=("$word")
            done
        }

        \(name)() {
            local cur=${COMP_WORDS[COMP_CWORD]} at= value= ended= seen=0 i word lines
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ -n $value ]]; then
                    # Bash splits --flag=value into three words; the equals sign is not the value.
                    [[ $word == = ]] || value=
                elif [[ -n $ended ]]; then
                    seen=$((seen + 1))
                else
                    case $word in
                        --) ended=1 ;;
                        -?*) \(name)_takes "$word" && value=$word ;;
                        *) \(name)_step "$word" ;;
                    esac
                fi
            done
            if [[ -n $value ]]; then
                [[ $cur == = ]] && cur=
                \(name)_values "$value"
            elif [[ -z $ended && $cur == -* ]]; then
                \(name)_flags
            else
                ((seen == 0)) && \(name)_names
                \(name)_arguments
                [[ -z $cur && -z $ended && ${#COMPREPLY[@]} -eq 0 ]] && \(name)_flags
            fi
            return 0
        }

        """
    }
}
