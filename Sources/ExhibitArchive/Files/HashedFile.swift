import ExhibitCrypto
import ExhibitModel

/// Writes a temporary file through a buffer and hashes what goes into it.
///
/// Lives where it was made: not shared.
final class HashedFile {
    private let file: TemporaryFile
    private var hash: SHA256? = SHA256()
    private var buffer: [UInt8]
    private var filled = 0
    private(set) var count = 0

    /// A multiple of three, so that base64 groups fill it exactly.
    static let capacity = 3 << 16

    init(in folder: String) throws(FileFault) {
        file = try TemporaryFile(in: folder)
        buffer = Array(repeating: 0, count: Self.capacity)
    }

    /// Lets `fill` write into free space of at least `least` bytes and tell how many it wrote.
    func append(least: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) throws(FileFault) {
        if Self.capacity - filled < least { try flush() }
        let start = filled
        let wrote = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
        filled += wrote
        count += wrote
    }

    private func append(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
        var place = 0
        while place < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[place...])
            try unsafe append(least: 1) { space in
                let size = min(space.count, rest.count)
                unsafe space.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<size]))
                place += size
                return size
            }
        }
    }

    func append(_ bytes: [UInt8], from start: Int = 0) throws(FileFault) {
        try unsafe bytes.viewed { bytes throws(FileFault) in
            try unsafe append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
        }
    }

    private func flush() throws(FileFault) {
        guard filled > 0 else { return }
        let bytes = filled == buffer.count ? buffer : Array(buffer[..<filled])
        hash?.update(bytes)
        try file.write(bytes)
        filled = 0
    }

    /// The finished, durable file; may be called once.
    func finish() throws(FileFault) -> CapturedFile {
        try flush()
        try file.seal()
        guard let hash = hash.take() else { preconditionFailure("a file is finished once") }
        return CapturedFile(sha256: hash.finish(), bytes: count, file: file)
    }
}
