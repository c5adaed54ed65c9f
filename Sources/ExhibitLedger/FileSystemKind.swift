import ExhibitModel

/// The kind of file system under the home: locks and syncs are not to be trusted on some.
package enum FileSystemKind {
    /// The kernel's name for it, such as `ext4`, from proc_pid_mountinfo(5); `unknown` where that cannot be read.
    package static func name(at path: String) -> String {
        // Not every system has it.
        guard let bytes = try? RegularFile.read("/proc/self/mountinfo", limit: 1 << 22) else { return "unknown" }
        var best = (length: -1, name: "unknown")
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let halves = line.split(separator: " - ", maxSplits: 1)
            guard halves.count == 2, let name = halves[1].split(separator: " ").first else { continue }
            let fields = halves[0].split(separator: " ")
            guard fields.count > 4 else { continue }
            let point = String(fields[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            // A later mount on the same point hides the earlier one.
            if isAbove, point.utf8.count >= best.length { best = (point.utf8.count, String(name)) }
        }
        return best.name
    }

    package static func isDoubtful(_ name: String) -> Bool {
        name.hasPrefix("nfs") || name.hasPrefix("fuse.")
            || ["cifs", "smb3", "fuse", "9p", "ceph", "afs"].contains(name)
    }
}
