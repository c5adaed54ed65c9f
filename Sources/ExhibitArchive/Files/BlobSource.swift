import ExhibitModel

/// Where a blob's bytes can be read, a window at a time.
package enum BlobSource: Sendable, Hashable {
    case bytes([UInt8])
    case file(String)
    /// A temporary file, which stays for as long as this value does.
    case captured(CapturedFile)

    /// A multiple of three, so that each window encodes to whole base64 groups.
    static let window = 3 << 16

    /// Nil when the file is not there.
    package var count: Int? {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(let path): RegularFile.facts(path).map { Int($0.bytes) }
        case .captured(let file): file.bytes
        }
    }

    /// Calls `body` with the bytes in order, in windows of a multiple of three bytes; only the last may be another.
    package func forEachWindow(_ body: ([UInt8]) throws -> Void) throws {
        var offset = 0
        while case let bytes = try window(at: offset), !bytes.isEmpty {
            try body(bytes)
            offset += bytes.count
        }
    }

    /// The same where only files can fail.
    func read(_ body: ([UInt8]) throws(FileFault) -> Void) throws(FileFault) {
        var offset = 0
        while case let bytes = try window(at: offset), !bytes.isEmpty {
            try body(bytes)
            offset += bytes.count
        }
    }

    private func window(at offset: Int) throws(FileFault) -> [UInt8] {
        switch self {
        case .bytes(let bytes): Array(bytes[offset...].prefix(Self.window))
        case .file(let path): try RegularFile.read(path, at: offset, count: Self.window)
        case .captured(let file): try RegularFile.read(file.path, at: offset, count: Self.window)
        }
    }

    func allBytes() throws(FileFault) -> [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .file(let path): try RegularFile.read(path)
        case .captured(let file): try RegularFile.read(file.path)
        }
    }
}
