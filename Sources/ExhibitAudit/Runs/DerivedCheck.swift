import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture
import ExhibitRecord

/// Makes every derived file again, where its operation is still known at that version and its sources are here, and
/// compares what comes out: the pixels, not the file's bytes.
struct DerivedCheck {
    private let blobs: BlobCheck

    init(_ blobs: BlobCheck) {
        self.blobs = blobs
    }

    func check(_ entry: Entry, _ run: RunReplay, _ tally: inout RunTally) throws {
        tally.counts[.derived] += 1
        guard let file = DerivedRecord(entry, blob: { try? Digest(hex: $0).flatMap { try blobs.held($0) }?.bytes() })
        else {
            tally.find(.derived, "entry \(entry.seq) does not say how its file was made", at: Place(entry))
            return
        }
        guard file.isSound || OperationTable.knows(file.operation.name) else {
            tally.counts[.derivedUnknown] += 1
            tally.unknownOperations.insert(file.operation.name)
            return
        }
        // Sounds are joined over several runs; a picture is made from what its own run recorded before it.
        if let stranger = file.isSound ? nil : stranger(to: run, file, entry) {
            tally.find(
                .derived,
                "entry \(entry.seq) was made from \(stranger.hex.prefix(16))…, which its run did not record before it",
                at: Place(entry)
            )
            return
        }
        switch try held(file, at: Place(entry), &tally) {
        case .held(let own, let sources):
            let reason =
                file.isSound ? SoundAgain.difference(file, sources) : PictureAgain.difference(file, own, sources)
            guard let reason else {
                tally.counts[.derivedAgain] += 1
                return
            }
            tally.find(.derived, "entry \(entry.seq), \(file.operation.name): \(reason)", at: Place(entry))
        case .unread: tally.counts[.derivedUnread] += 1
        case .away: tally.counts[.derivedSourceless] += 1
        }
    }

    private enum Held {
        case held(HeldBlob, sources: [HeldBlob])
        /// Bytes that were not hashed again prove nothing.
        case unread
        /// A source is not here, or is not what was recorded, which is told where that one was recorded.
        case away
    }

    private func held(_ file: DerivedRecord, at place: Place, _ tally: inout RunTally) throws -> Held {
        var found: [HeldBlob] = []
        for digest in [file.sha256] + file.from {
            guard let blob = try blobs.held(digest) else { return .away }
            // The parts of a sound may be of a run that is looked at later.
            if blobs.known(digest) == nil { try blobs.check(digest.hex, "a source", at: place, &tally) }
            guard case .intact(let isRead, _)? = blobs.known(digest) else { return .away }
            guard isRead else { return .unread }
            found.append(blob)
        }
        return .held(found[0], sources: Array(found.dropFirst()))
    }

    private func stranger(to run: RunReplay, _ file: DerivedRecord, _ entry: Entry) -> Digest? {
        var known: Set<String> = []
        for earlier in run.entries where earlier.seq < entry.seq {
            guard earlier.type == .artifactStored || earlier.type == .artifactDerived else { continue }
            if let hex = earlier.body["sha256"]?.string { known.insert(hex) }
        }
        return file.from.first { !known.contains($0.hex) }
    }
}
