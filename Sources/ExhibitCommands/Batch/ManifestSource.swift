import ExhibitModel
import ExhibitQueue

/// Where a manifest is read from: a file, standard input, or the command line itself.
struct ManifestSource: Sendable {
    let bytes: [UInt8]
    /// Absolute; nil when it was no file.
    let path: String?

    /// More is refused by the reader, with its own words.
    private static let limit = (16 << 20) + 1

    /// Reads `@FILE`, a path, `-`, or JSON that begins with a bracket.
    init(_ text: String, _ environment: Environment) throws {
        let first = text.first { !$0.isWhitespace }
        if text == "-" {
            bytes = try RegularFile.readStandardInput(limit: Self.limit)
            path = nil
        } else if first == "[" || first == "{" {
            bytes = Array(text.utf8)
            path = nil
        } else {
            let path = environment.absolute(text.hasPrefix("@") ? String(text.dropFirst()) : text)
            bytes = try Self.file(path)
            self.path = path
        }
    }

    private static func file(_ path: String) throws -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read(path, limit: limit)
        } catch {
            let isLarge = error.errno == 27  // EFBIG
            throw Report(
                isLarge ? .manifestTooLarge : .manifestInvalid,
                "\(path): \(isLarge ? "larger than 16 MiB" : error.reason)",
                hint: isLarge ? nil : "name a readable file, - for standard input, or write the JSON itself"
            )
        }
    }

    /// The file's name without its ending, for a batch that has no name.
    var stem: String? {
        path.map { path in
            let name = RegularFile.name(of: path)
            guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
            return String(name[..<dot])
        }
    }

    /// What the file's name says about its form.
    var form: ManifestForm? {
        guard let path, let dot = path.lastIndex(of: ".") else { return nil }
        return ManifestForm(fileExtension: String(path[path.index(after: dot)...]))
    }
}
