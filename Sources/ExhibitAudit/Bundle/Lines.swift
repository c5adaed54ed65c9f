import ExhibitModel

/// Reads a file of lines in windows.
enum Lines {
    private static let window = 1 << 20
    /// No line of ours is longer, and a file without lines must not be held whole.
    private static let limit = 1 << 20

    struct Unfinished: Error {}

    /// Gives each line without its line feed, numbered from 1.
    ///
    /// - Throws: ``Unfinished`` when the last line has no line feed or one is too long, a `FileFault`, or what `body` throws.
    static func forEach(_ path: String, _ body: (_ number: Int, _ line: [UInt8]) throws -> Void) throws {
        var rest: [UInt8] = []
        var offset = 0
        var number = 0
        while true {
            let bytes = try RegularFile.read(path, at: offset, count: window)
            guard !bytes.isEmpty else { break }
            offset += bytes.count
            var start = 0
            while let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                try body(number, rest + bytes[start..<feed])
                rest.removeAll(keepingCapacity: true)
                start = feed + 1
            }
            rest += bytes[start...]
            guard rest.count <= limit else { throw Unfinished() }
        }
        guard rest.isEmpty else { throw Unfinished() }
    }
}
