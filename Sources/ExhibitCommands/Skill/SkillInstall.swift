import ExhibitModel

/// Puts the skill where an agent looks for it: `DIR/exhibit/SKILL.md`.
struct SkillInstall {
    enum Change: String {
        case written, unchanged, overwritten
    }

    let path: String

    /// - Parameter folder: the folder of all skills, as an absolute path.
    init(into folder: String) {
        path = "\(folder)/\(SkillText.name)/SKILL.md"
    }

    /// Writes the file unless it is there with these very bytes.
    ///
    /// - Throws: `output.exists` when another file is there and may not be overwritten; `output.unwritable`.
    func write(_ text: String, overwrite: Bool) throws(Report) -> Change {
        let bytes = Array(text.utf8)
        let isThere = RegularFile.exists(path)
        if isThere {
            // What cannot be read differs, as far as anybody knows.
            if (try? RegularFile.read(path, limit: bytes.count)) == bytes { return .unchanged }
            guard overwrite else {
                throw Report(
                    .outputExists,
                    "\(path) is there and differs",
                    hint: "add --overwrite to replace it, or remove it yourself"
                )
            }
        }
        do throws(FileFault) {
            try RegularFile.makeFolder(RegularFile.folder(of: path))
            try RegularFile.replace(path, with: bytes, durable: false)
        } catch {
            throw Report(.outputUnwritable, "\(error.path): \(error.reason)", hint: "name a folder that you may write")
        }
        return isThere ? .overwritten : .written
    }
}
