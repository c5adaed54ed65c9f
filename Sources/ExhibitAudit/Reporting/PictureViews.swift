import ExhibitArchive
import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitPicture

/// Makes the small pictures of a report, several at a time.
enum PictureViews {
    /// In pixels; a picture that is smaller stays as it is.
    static let longestEdge = 256

    private struct Task: Sendable {
        let digest: Digest
        let source: BlobSource?
    }

    /// By digest (hex); each picture is decoded once, however often it is named.
    static func make(_ pictures: [ReportedPicture], _ reader: AuditReader) async throws -> [String: PictureView] {
        let evidence = HomeEvidence(reader: reader)
        var views: [String: PictureView] = [:]
        var tasks: [Task] = []
        for picture in pictures where views[picture.sha256] == nil {
            guard picture.isPicture else {
                views[picture.sha256] = .notAPicture
                continue
            }
            guard let digest = Digest(hex: picture.sha256) else {
                views[picture.sha256] = .missing
                continue
            }
            views[picture.sha256] = .leftOut
            tasks.append(Task(digest: digest, source: try evidence.blob(digest)?.source))
        }
        return views.merging(await made(tasks)) { _, view in view }
    }

    private static func made(_ tasks: [Task]) async -> [String: PictureView] {
        var views: [String: PictureView] = [:]
        await withTaskGroup(of: (String, PictureView).self) { group in
            // A decoded picture is large: a few at a time.
            var rest = tasks[...]
            for task in rest.prefix(4) { group.addTask { await make(task) } }
            rest = rest.dropFirst(4)
            while let (hex, view) = await group.next() {
                views[hex] = view
                if let task = rest.popFirst() { group.addTask { await make(task) } }
            }
        }
        return views
    }

    @concurrent
    private static func make(_ task: Task) async -> (String, PictureView) { (task.digest.hex, view(task)) }

    private static func view(_ task: Task) -> PictureView {
        let bytes: [UInt8]?
        switch task.source {
        case .bytes(let held): bytes = held
        case .file(let path): bytes = try? RegularFile.read(path, limit: 256 << 20)  // not there, or too large to show
        case .captured, nil: bytes = nil
        }
        guard let bytes else { return .missing }
        guard SHA256.hash(bytes) == task.digest else { return .changed }
        do throws(PictureError) {
            let source = PictureSource { () throws(FileFault) in bytes }
            let small = try OperationTable.apply(.pictureThumbnail(longestEdge: longestEdge), to: [source])
            return .shown(png: small.png(), size: small.size)
        } catch {
            return .undecodable
        }
    }
}
