import Synchronization

/// Pictures that were uploaded, by the name under which jobs refer to them.
final class Uploads: Sendable {
    private static let limit = 200
    private let files = Mutex<[(name: String, content: [UInt8])]>([])

    /// A name that is taken gets a number, as ComfyUI gives it one.
    func keep(_ file: RequestBody.File) -> String {
        files.withLock { files in
            let taken = Set(files.map(\.name))
            var name = file.fileName
            var number = 1
            while taken.contains(name) {
                name = Self.numbered(file.fileName, number)
                number += 1
            }
            files.append((name, file.content))
            if files.count > Self.limit { files.removeFirst() }
            return name
        }
    }

    subscript(name: String) -> [UInt8]? {
        files.withLock { files in files.first { $0.name == name }?.content }
    }

    /// `photo (1).png`.
    private static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "\(name) (\(number))" }
        return "\(name[..<dot]) (\(number))\(name[dot...])"
    }
}
