import ExhibitModel

/// Reads a file of lines in windows.
struct Lines {
    private static let window = 1 << 20
    /// No line of ours is longer, and a file without lines must not be held whole.
    private static let limit = 1 << 20

    struct Unfinished: Error {}

    private let path: String
    private var bytes: [UInt8] = []
    private var place = 0
    private var offset = 0

    init(_ path: String) {
        self.path = path
    }

    /// The next line without its line feed; nil at the end.
    ///
    /// - Throws: ``Unfinished`` when the last line has no line feed or one is too long, or a `FileFault`.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let feed = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { place = feed + 1 }
                return Array(bytes[place..<feed])
            }
            guard bytes.count - place <= Self.limit else { throw Unfinished() }
            let more = try RegularFile.read(path, at: offset, count: Self.window)
            guard !more.isEmpty else {
                guard place == bytes.count else { throw Unfinished() }
                return nil
            }
            offset += more.count
            bytes = Array(bytes[place...]) + more
            place = 0
        }
    }

    /// Gives each line without its line feed, numbered from 1.
    static func forEach(_ path: String, _ body: (_ number: Int, _ line: [UInt8]) throws -> Void) throws {
        var lines = Lines(path)
        var number = 0
        while let line = try lines.next() {
            number += 1
            try body(number, line)
        }
    }
}
