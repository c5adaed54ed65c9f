import ExhibitLedger
import ExhibitModel
import ExhibitPicture

/// Works on the pictures of one answer; what they share is decoded once.
struct PictureFinishing {
    private let work: ReplyWork
    private let original: KnownPicture?
    private let mask: KnownPicture?

    /// What was made from one output.
    struct Outcome {
        /// Where it differs from the original; nil when that was not asked, or is not known.
        var heatMap: DerivedFile?
        /// From the output to what the user gets, which is the last.
        var steps: [DerivedFile] = []
        var unmeasured: PictureError?
        var unfinished: PictureError?
    }

    init(_ work: ReplyWork, _ store: ContentStore) {
        func stored(_ digest: Digest?) -> KnownPicture? {
            digest.map { KnownPicture(sha256: $0, path: store.path($0)) }
        }
        self.work = work
        original = stored(work.measures?.original)
        mask = stored(work.measures?.mask)
    }

    func perform(on output: KnownPicture, measuring: Bool) -> Outcome {
        var outcome = Outcome()
        if measuring {
            do throws(PictureError) {
                outcome.heatMap = try heatMap(output)
            } catch {
                outcome.unmeasured = error
            }
        }
        do throws(PictureError) {
            outcome.steps = try steps(output)
        } catch {
            outcome.unfinished = error
        }
        return outcome
    }

    private func heatMap(_ output: KnownPicture) throws(PictureError) -> DerivedFile? {
        guard let original, let mask else { return nil }
        return try DerivedFile(.heatmap, .driftHeatMap, from: [original, output, mask])
    }

    private func steps(_ output: KnownPicture) throws(PictureError) -> [DerivedFile] {
        var steps: [DerivedFile] = []
        var picture = output
        if work.preservesOutside, let original, let mask {
            steps.append(try DerivedFile(.composited, .compositePreserve, from: [original, output, mask]))
            picture = steps[0].picture
        }
        if let fit = work.fit { steps.append(try DerivedFile(.fitted, .pictureFit(fit), from: [picture])) }
        return steps
    }
}
