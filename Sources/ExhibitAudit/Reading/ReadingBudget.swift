import ExhibitModel
import Synchronization

/// Decides file by file whether its bytes are read again; shared by all who read.
final class ReadingBudget: Sendable {
    private let depth: ReadingDepth
    private let left: Mutex<Int64>

    init(_ depth: ReadingDepth) {
        self.depth = depth
        left = Mutex(ReadingDepth.standardLimit)
    }

    var isQuick: Bool { depth == .quick }

    /// Whether to read a file of this size now.
    func allows(_ digest: Digest, bytes: Int64) -> Bool {
        switch depth {
        case .quick: false
        case .everything: true
        case .part(let share): share.includes(digest)
        case .standard:
            left.withLock { left in
                guard bytes <= left else { return false }
                left -= bytes
                return true
            }
        }
    }

    /// Why some files were not read, for the report.
    var reason: String {
        switch depth {
        case .quick: "--quick leaves them out"
        case .standard: "more than 2 GiB in all; --read-data reads them"
        case .part(let share): "--read-data-subset \(share.text)"
        case .everything: "they could not be read"
        }
    }
}
