package import ExhibitModel
import Glibc

/// Bytes that are read in pieces by position: a file, or what is in memory already.
///
/// A file is neither mapped nor loaded whole, so that probing a gigabyte costs one small buffer.
package struct ByteSource: Sendable {
    package let count: Int
    /// At most the wanted number of bytes from the offset on; fewer only at the end.
    package let read: @Sendable (_ offset: Int, _ count: Int) throws(FileFault) -> [UInt8]

    package init(count: Int, read: @escaping @Sendable (_ offset: Int, _ count: Int) throws(FileFault) -> [UInt8]) {
        self.count = count
        self.read = read
    }

    package init(bytes: [UInt8]) {
        count = bytes.count
        read = { offset, wanted throws(FileFault) in
            guard offset >= 0, offset < bytes.count, wanted > 0 else { return [] }
            return Array(bytes[offset..<(offset + min(wanted, bytes.count - offset))])
        }
    }

    /// A regular file of which nothing but the size is read yet; anything else is a fault (`EISDIR`, `EINVAL`).
    package init(path: String) throws(FileFault) {
        guard let facts = RegularFile.facts(path) else { throw FileFault("open", path, errno: ENOENT) }
        guard facts.isRegular else {
            throw FileFault("read", path, errno: facts.isFolder ? EISDIR : EINVAL)
        }
        count = Int(facts.bytes)
        read = { offset, wanted throws(FileFault) in
            try RegularFile.read(path, at: offset, count: wanted)
        }
    }
}
