import ExhibitModel
import Testing

/// A file of the folder Samples, which Tests/Support/make-picture-samples makes.
struct SampleFile: Sendable, CustomTestStringConvertible {
    let name: String
    let size: PixelSize
    let orientation: Int
    let frames: Int
    /// SHA-256 of what Pillow decodes it to: RGBA, upright.
    let digest: String

    var testDescription: String { name }

    func bytes() throws -> [UInt8] { try Self.bytes(name) }

    static func path(_ name: String) -> String {
        String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)) + "/Samples/" + name
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try RegularFile.read(path(name))
    }

    static let all: [SampleFile] = {
        let text = (try? bytes("expected.txt")) ?? []  // an empty list is a failure of the test that counts them
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5, let size = PixelSize(words[1]), let orientation = Int(words[2]),
                let frames = Int(words[3])
            else { return nil }
            return SampleFile(name: words[0], size: size, orientation: orientation, frames: frames, digest: words[4])
        }
    }()
}
