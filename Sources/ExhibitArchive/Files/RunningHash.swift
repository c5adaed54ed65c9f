import ExhibitCrypto
import ExhibitModel

/// A hash and a count that closures can share.
final class RunningHash {
    private var hash: SHA256? = SHA256()
    private(set) var bytes = 0

    func update(_ piece: [UInt8]) {
        hash?.update(piece)
        bytes += piece.count
    }

    /// May be called once.
    func finish() -> Digest {
        guard let hash = hash.take() else { preconditionFailure("a hash is finished once") }
        return hash.finish()
    }
}
