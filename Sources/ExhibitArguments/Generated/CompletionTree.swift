/// What all three scripts are written from.
///
/// A script walks the words on the line through `steps`, skips the value of every flag in `Node.valued`, and then
/// offers what the node reached has.
struct CompletionTree {
    struct Node {
        /// The command's names after the root's, joined by spaces; empty for the root.
        let key: String
        let command: CommandDescription

        var flags: [ParameterDescription] { command.parameters.filter { $0.kind != .argument } }
        var arguments: [ParameterDescription] { command.parameters.filter { $0.kind == .argument } }
        var valued: [ParameterDescription] { flags.filter(\.takesValue) }
    }

    /// One word that leads from a node to another.
    struct Step {
        let from: String
        let words: [String]
        let to: String
    }

    let tool: String
    let nodes: [Node]
    let steps: [Step]

    init(_ root: CommandDescription) {
        tool = root.name
        nodes = root.visible.flattened.map { Node(key: $0.path.joined(separator: " "), command: $0.command) }
        steps = nodes.flatMap { node in
            node.command.commands.map { child in
                let key = node.key.isEmpty ? child.name : node.key + " " + child.name
                return Step(from: node.key, words: [child.name] + child.aliases, to: key)
            } + (node.command.isGroup ? [Step(from: node.key, words: ["help"], to: node.key)] : [])
        }
    }

    /// The tool's name as part of a shell function's.
    var identifier: String { String(tool.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }) }
}
