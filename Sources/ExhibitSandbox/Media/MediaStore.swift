import Synchronization

/// Media that replies refer to, until newer ones need the room.
final class MediaStore: Sendable {
    struct Stored: Sendable {
        let medium: Medium
        /// The query without which the medium is not given out.
        var signature: String?
        var fault: FaultOrder?
    }

    private struct Shelf {
        var media: [String: Stored] = [:]
        var order: [String] = []
        var bytes = 0
        var made = 0
    }

    private static let limit = 256 << 20
    private let shelf = Mutex(Shelf())

    /// Keeps the medium; the answer is its file name.
    func keep(_ stored: Stored) -> String {
        shelf.withLock { shelf in
            shelf.made += 1
            let name = PictureSeed("picture \(shelf.made)").hex + "." + stored.medium.fileExtension
            shelf.media[name] = stored
            shelf.order.append(name)
            shelf.bytes += stored.medium.bytes.count
            while shelf.bytes > Self.limit, shelf.order.count > 1 {
                let oldest = shelf.order.removeFirst()
                shelf.bytes -= shelf.media.removeValue(forKey: oldest)?.medium.bytes.count ?? 0
            }
            return name
        }
    }

    subscript(name: String) -> Stored? { shelf.withLock { $0.media[name] } }
}
