import ExhibitAnchor
import ExhibitLedger
import ExhibitModel

/// An authority that the config names in a way that cannot work: it fails as one that does not answer.
struct UnusableService: AnchorService {
    let name: String
    let report: Report

    func vouch(for head: SignedHead) async throws(Report) -> Vouched { throw report }
}
