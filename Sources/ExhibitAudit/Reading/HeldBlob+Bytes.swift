import ExhibitArchive
import ExhibitModel

extension HeldBlob {
    /// The whole of it; nil when a file cannot be read, which is found where blobs are checked.
    func bytes() -> [UInt8]? {
        if case .bytes(let bytes) = source { return bytes }
        return path.flatMap { try? RegularFile.read($0, limit: 64 << 20) }  // see above
    }
}
