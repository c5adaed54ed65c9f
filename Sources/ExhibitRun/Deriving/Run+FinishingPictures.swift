import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture
import ExhibitRecord

/// What is done with an output once its bytes are kept: measured, finished, and delivered as what the user asked for.
extension Run {
    /// Which output, and where it is.
    struct Output {
        let artifact: ArtifactBody
        /// Of those that came, from 1.
        let number: Int
        /// Of those that the answer names, from 0.
        let place: Int
        let count: Int
        let path: String
        /// For what is not finished yet.
        let folder: String
    }

    func finishing(_ course: Course) -> PictureFinishing {
        PictureFinishing(course.plan.pictures?.afterReply ?? ReplyWork(), recorder.store)
    }

    /// Adds what was made from an output to what is recorded with it.
    ///
    /// What cannot be measured is a note: a rule about it finds nothing to say yes to. What cannot be finished ends the
    /// run as failed, with the provider's picture kept and delivered; resuming does it again without a new request.
    func work(
        on output: Output,
        _ finishing: PictureFinishing,
        _ course: inout Course,
        _ record: inout AnswerRecord
    ) throws {
        let picture = KnownPicture(sha256: output.artifact.item.sha256, path: output.path)
        let made = finishing.perform(on: picture, measuring: output.number == 1)
        if let error = made.unmeasured {
            course.notes.append(Note("mask.not_measured", "what changed around the mask is not known: \(error)"))
        }
        if let error = made.unfinished {
            let message = "picture \(output.place + 1) could not be finished, and is kept as it came: \(error)"
            record.add(Fault(code: .mediaUnfinished, message: message, billed: .yes, state: .failed))
        }
        let files = [made.heatMap].compactMap(\.self) + made.steps
        for (index, file) in files.enumerated() {
            course.log.add("picture \(output.place + 1): \(file.operation.name), \(file.size)", at: environment.now())
            let copy = "\(output.folder)/finished-\(output.number)-\(index)"
            let isMain = index == files.count - 1 && !made.steps.isEmpty
            var body = try DerivedEntry(file).body(&record.append)
            body["n"] = .int(output.number)
            do throws(FileFault) {
                record.append.blobs.append(try Self.stage(file, at: copy))
                if isMain { try deliver(copy, as: output, &course, &record.values).record(in: &body) }
            } catch {
                let what = "picture \(output.place + 1) came, but what was made from it could not be kept or delivered"
                record.add(Fault(local: error, what))
                // Kept, if not delivered.
                guard record.append.blobs.last?.sha256 == file.sha256 else { continue }
            }
            record.append.drafts.append(course.draft(.artifactDerived, body))
        }
    }

    /// Copies the finished picture to where the user looks for it.
    private func deliver(
        _ copy: String,
        as output: Output,
        _ course: inout Course,
        _ values: inout PrivateValues
    ) throws(FileFault) -> DeliveredCopy {
        let delivery = course.plan.delivery
        guard delivery.copies else { return DeliveredCopy() }
        let path = delivery.path(output.place + 1, of: output.count, extension: "png")
        let delivered = try DeliveredCopy(copy, to: path, overwrites: delivery.overwrites, &values)
        noteName(path, DerivedFile.mediaType, fileExtension: "png", &course)
        return delivered
    }
}
