package import ExhibitModel

/// Where a run's files go: the folder of the pictures, their names, and the run's own folder.
package struct Delivery: Sendable, Hashable {
    /// Where pictures go that have no path of their own.
    package var folder: String
    /// `<prefix or task name>-<utc time>-<short run id>`.
    package var stem: String
    /// `--output`: exactly this path for the first picture, `-2`, `-3` … before its extension for the others.
    package var exactPath: String?
    package var overwrites: Bool
    /// False: the bytes are kept as evidence, no copy is delivered.
    package var copies: Bool
    package var runFolder: String

    package init(folder: String, stem: String, exactPath: String?, overwrites: Bool, copies: Bool, runFolder: String) {
        self.folder = folder
        self.stem = stem
        self.exactPath = exactPath
        self.overwrites = overwrites
        self.copies = copies
        self.runFolder = runFolder
    }

    /// The path of picture `number` (from 1) of `count`.
    package func path(_ number: Int, of count: Int, extension name: String) -> String {
        if let exactPath { return number == 1 ? exactPath : Self.numbered(exactPath, number) }
        return count == 1 ? "\(folder)/\(stem).\(name)" : "\(folder)/\(stem)-\(number).\(name)"
    }

    /// The path of the provider's own file beside picture `number`, which was finished here: `-original` after its name.
    package func originalPath(_ number: Int, of count: Int, extension name: String) -> String {
        "\(Self.bare(path(number, of: count, extension: name)))-original.\(name)"
    }

    /// Without its extension, if it has one.
    private static func bare(_ path: String) -> Substring {
        let name = RegularFile.name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path[...] }
        return path.dropLast(name.distance(from: dot, to: name.endIndex))
    }

    private static func numbered(_ path: String, _ number: Int) -> String {
        let name = RegularFile.name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(path)-\(number)" }
        let folder = path.dropLast(name.count)
        return "\(folder)\(name[..<dot])-\(number)\(name[dot...])"
    }

    /// Everything about the output that can be known to fail before anything is paid for.
    ///
    /// `finishes`: the answers' own files are delivered, too, beside what is made of them.
    package func check(count: Int, finishes: Bool = false) throws(Report) {
        do throws(FileFault) {
            if copies { try RegularFile.makeFolder(exactPath.map(RegularFile.folder(of:)) ?? folder) }
            try RegularFile.makeFolder(runFolder)
        } catch {
            throw Report(.outputUnwritable, "\(error.path): \(error.reason)")
        }
        for path in [exactPath.map(RegularFile.folder(of:)) ?? folder, runFolder] where copies || path == runFolder {
            guard RegularFile.isWritableFolder(path) else {
                throw Report(.outputUnwritable, "\(path) cannot be written")
            }
        }
        try checkNames(count: count, finishes: finishes)
    }

    /// That nothing would be overwritten; no folder is made, and none is asked whether it can be written.
    package func checkNames(count: Int, finishes: Bool = false) throws(Report) {
        guard copies, let exactPath else { return }
        if RegularFile.facts(exactPath)?.isFolder == true {
            throw Report(
                .outputExists,
                "\(exactPath) is a folder; nothing was sent",
                hint: "name a file, or give --out-dir"
            )
        }
        guard !overwrites else { return }
        for number in 1...max(1, count) {
            let path = path(number, of: count, extension: "")
            let taken = RegularFile.exists(path) ? path : finishes ? original(of: path) : nil
            if let taken {
                throw Report(
                    .outputExists,
                    "\(taken) is there already; nothing was sent",
                    hint: exactPath == taken ? nil : "choose another --output"
                )
            }
        }
    }

    /// A file that stands where an answer's own could go: what its extension will be, only the answer tells.
    private func original(of path: String) -> String? {
        let start = "\(RegularFile.name(of: String(Self.bare(path))))-original."
        let folder = RegularFile.folder(of: path)
        return RegularFile.names(in: folder).sorted().first { $0.hasPrefix(start) }.map { "\(folder)/\($0)" }
    }
}
