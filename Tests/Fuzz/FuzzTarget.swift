/// Something that reads bytes of strangers, and must come back from any of them.
struct FuzzTarget: Sendable {
    /// As `Tests/fuzz` calls it; its seeds stand in `Seeds/<name>`.
    let name: String
    /// Traps when something is true that must not be.
    let run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        png, jpeg, webp, walker, json, json5, entry, policy, note, proof, segmenter,
    ]

    /// The one that the command line names with `--target=<name>`.
    static let chosen: FuzzTarget = {
        let option = "--target="
        let name = CommandLine.arguments.last { $0.hasPrefix(option) }?.dropFirst(option.count) ?? ""
        guard let target = all.first(where: { $0.name == name }) else {
            preconditionFailure("\(option) one of \(all.map(\.name).joined(separator: ", "))")
        }
        return target
    }()
}
