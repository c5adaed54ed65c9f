import ExhibitArchive
import ExhibitLedger
import ExhibitModel
import ExhibitProvider

/// One request made ready: as the wire, the archive and the record need it.
struct PreparedRequest {
    let request: ProviderRequest
    let pieces: RequestPieces
    /// As the archive keeps it: the same for every attempt that sends it again.
    let archived: ArchivedBody
    /// To the digest of the body; made when the request is first announced.
    var commit: String?

    init(_ request: ProviderRequest, inputs: [Intent.Input], _ store: ContentStore, _ archiver: BodyArchiver) throws {
        self.request = request
        pieces = try RequestPieces(request.body, inputs: inputs, store: store)
        archived = try archiver.archiveRequest(pieces.archive)
    }
}
