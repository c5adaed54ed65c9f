import ExhibitModel
import Synchronization

/// What was found of one blob.
enum BlobState: Hashable {
    /// `isRead`: hashed again, and right.
    case intact(isRead: Bool, bytes: Int64)
    case missing
    /// Erased for good, as this entry says.
    case erased(entry: Int64)
    /// What is wrong with it.
    case wrong(String)
}

/// What was found of each blob, shared by all who check runs: each blob is looked at once.
final class BlobStates: Sendable {
    private let states = Mutex<[Digest: BlobState]>([:])

    /// How many different blobs were named so far.
    var count: Int { states.withLock(\.count) }

    subscript(digest: Digest) -> BlobState? { states.withLock { $0[digest] } }

    /// The state of a blob; who asks first examines it, while the others wait.
    func state(of digest: Digest, _ examine: () throws -> BlobState) throws -> (state: BlobState, isNew: Bool) {
        try states.withLock { states in
            if let known = states[digest] { return (known, false) }
            let state = try examine()
            states[digest] = state
            return (state, true)
        }
    }
}
