import ExhibitArchive
import ExhibitModel

/// The parts of bodies for an archive; private values only where they go along.
struct WireSource: BodySource {
    let evidence: any EvidenceSource
    let showsValues: Bool

    func source(_ digest: Digest) throws -> BlobSource? { try evidence.blob(digest)?.source }

    func value(_ commit: String) throws -> String? { showsValues ? try evidence.value(commit) : nil }
}
