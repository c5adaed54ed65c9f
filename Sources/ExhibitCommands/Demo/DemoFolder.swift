import ExhibitModel

/// The folder that a demo works in: made new, and gone afterwards unless somebody wants to look.
struct DemoFolder: Sendable {
    let path: String

    init(_ environment: Environment) throws(FileFault) {
        path = "\(environment["TMPDIR"] ?? "/tmp")/exhibit-demo-\(environment.makeID().description.lowercased())"
        try RegularFile.makeFolder(path, mode: 0o700)
    }

    /// Where the commands of the demo are given.
    var work: String { path + "/work" }

    func remove() throws(FileFault) {
        try RegularFile.removeTree(path)
    }

    /// Copies a folder with all that is in it.
    static func copy(_ source: String, to target: String) throws(FileFault) {
        try RegularFile.makeFolder(target, mode: 0o700)
        for name in RegularFile.names(in: source) {
            let (from, to) = (source + "/" + name, target + "/" + name)
            guard let facts = RegularFile.facts(from) else { continue }
            if facts.isFolder {
                try copy(from, to: to)
            } else {
                try RegularFile.write(try RegularFile.read(from), toNew: to, mode: facts.mode, durable: false)
            }
        }
    }
}
