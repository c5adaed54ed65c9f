import ExhibitJSON
import ExhibitModel

/// Follows OpenClaw's `$include`: an object takes over what other files hold, and its own members win.
///
/// A string names one file, a list several that are merged in order. Names are relative to the file that they stand in,
/// and lead nowhere outside the config's folder and the folders of `$OPENCLAW_INCLUDE_ROOTS`, symbolic links included.
struct IncludeReader {
    private static let key = "$include"
    private static let depthLimit = 10
    /// Files that name each other twice at every level would be read without end.
    private static let countLimit = 1000

    /// Every file that was read, the config itself first.
    private(set) var files: [ConfigFile]
    /// Where included files may be, without symbolic links.
    private let roots: [String]

    init(_ config: ConfigFile, _ environment: Environment) {
        files = [config]
        let more = environment["OPENCLAW_INCLUDE_ROOTS"]?.split(separator: ":").map(String.init) ?? []
        roots = ([RegularFile.folder(of: config.path)] + more.filter { $0.hasPrefix("/") || $0.hasPrefix("~") })
            .compactMap { RegularFile.realPath(environment.absolute($0)) }
    }

    /// The config with what it includes, as far as its `sections` go: an include elsewhere does not concern us.
    mutating func read(sections: Set<String>) throws(ConfigurationError) -> ConfigNode {
        let config = files[0]
        let root = try ConfigFile.parse(config.bytes, config.path, JSON5Reader.read)
        return try resolve(root, keeping: sections, chain: [config.path])
    }

    /// The node with what it includes; at the top level only the members of `keeping`.
    ///
    /// `chain` has the files that led here.
    private mutating func resolve(
        _ node: ConfigNode,
        keeping: Set<String>? = nil,
        chain: [String]
    ) throws(ConfigurationError) -> ConfigNode {
        switch node.value {
        case .array:
            var elements: [ConfigNode] = []
            for element in try node.elements() { elements.append(try resolve(element, chain: chain)) }
            return ConfigNode(place: node.place, elements: elements)
        case .object(let object):
            var members: [(key: String, node: ConfigNode)] = []
            for (key, value) in object.members where key != Self.key && keeping?.contains(key) != false {
                members.append((key, try resolve(node.inner(key, value), chain: chain)))
            }
            let own = ConfigNode(place: node.place, members: members)
            guard let names = object[Self.key].map({ node.inner(Self.key, $0) }) else { return own }
            let included = try include(names, keeping: keeping, chain: chain)
            if members.isEmpty { return included }
            guard included.value.object != nil else {
                throw .invalid(names.place, "must name an object, since other members stand beside it")
            }
            return included.merged(with: own)
        default:
            return node
        }
    }

    private mutating func include(
        _ names: ConfigNode,
        keeping: Set<String>?,
        chain: [String]
    ) throws(ConfigurationError) -> ConfigNode {
        guard names.value.array != nil else { return try file(names, keeping: keeping, chain: chain) }
        var merged = ConfigNode(place: names.place, members: [])
        for name in try names.elements() {
            merged = merged.merged(with: try file(name, keeping: keeping, chain: chain))
        }
        return merged
    }

    private mutating func file(
        _ name: ConfigNode,
        keeping: Set<String>?,
        chain: [String]
    ) throws(ConfigurationError) -> ConfigNode {
        let path = try path(name)
        guard !chain.contains(where: { RegularFile.realPath($0) == RegularFile.realPath(path) }) else {
            throw .invalid(name.place, "goes in a circle: " + (chain + [path]).joined(separator: " -> "))
        }
        guard chain.count <= Self.depthLimit else {
            throw .invalid(
                name.place,
                "is more than \(Self.depthLimit) levels deep: " + chain.joined(separator: " -> ")
            )
        }
        guard files.count <= Self.countLimit else {
            throw .invalid(name.place, "comes after \(Self.countLimit) other files, which is too much")
        }
        let file = try ConfigFile(reading: path)
        files.append(file)
        let root = try ConfigFile.parse(file.bytes, path, JSON5Reader.read)
        return try resolve(root, keeping: keeping, chain: chain + [path])
    }

    /// The path that `name` means, when it leads to a file inside the roots.
    private func path(_ name: ConfigNode) throws(ConfigurationError) -> String {
        var text = try name.nonEmptyString()[...]
        guard !text.utf8.contains(0) else { throw .invalid(name.place, "is not a path") }
        while text.hasPrefix("./") { text = text.dropFirst(2) }
        let path = text.hasPrefix("/") ? String(text) : RegularFile.folder(of: name.place.file) + "/" + text
        guard let real = RegularFile.realPath(path) else {
            throw .invalid(name.place, "names \(path), which is not there")
        }
        guard roots.contains(where: { real.hasPrefix($0 == "/" ? $0 : $0 + "/") }) else {
            throw .invalid(
                name.place,
                "names \(path), which is outside the config's folder and $OPENCLAW_INCLUDE_ROOTS"
            )
        }
        return path
    }
}
