import Synchronization

/// Pictures that replies refer to, until newer ones need the room.
final class PictureStore: Sendable {
    struct Stored: Sendable {
        let bytes: [UInt8]
        /// The query without which the picture is not given out.
        var signature: String?
        var fault: FaultOrder?
    }

    private struct Shelf {
        var pictures: [String: Stored] = [:]
        var order: [String] = []
        var bytes = 0
        var made = 0
    }

    private static let limit = 256 << 20
    private let shelf = Mutex(Shelf())

    /// Keeps the picture; the answer is its file name.
    func keep(_ picture: Stored) -> String {
        shelf.withLock { shelf in
            shelf.made += 1
            let name = PictureSeed("picture \(shelf.made)").hex + ".png"
            shelf.pictures[name] = picture
            shelf.order.append(name)
            shelf.bytes += picture.bytes.count
            while shelf.bytes > Self.limit, shelf.order.count > 1 {
                let oldest = shelf.order.removeFirst()
                shelf.bytes -= shelf.pictures.removeValue(forKey: oldest)?.bytes.count ?? 0
            }
            return name
        }
    }

    subscript(name: String) -> Stored? { shelf.withLock { $0.pictures[name] } }
}
