import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// From a recorded answer to the user's files: fetch, measure, deliver, record.
extension Run {
    /// An answer with media that is in the record.
    struct Answer {
        let references: [MediaReference]
        /// By the reference's place; absent for what has to be fetched, and for what does not decode.
        let inline: [Int: InlineMedia.Found]
        let response: Int64
        let document: BodyDocument
        let contentType: String?
        let isAmbiguous: Bool
        let echoed: Echoed
        let usage: JSONValue?
        let number: Int
        /// The answer was found after the run had ended as unknown: recording it settles that.
        var settlesUnknown = false
    }

    /// Measures, delivers and records the outputs of a recorded answer, and ends the run.
    func take(_ answer: Answer, _ course: inout Course, _ words: ProviderWords) async throws {
        var items: [MediaItem] = []
        var failure: Fault?
        for (place, reference) in answer.references.enumerated() {
            if let found = answer.inline[place] {
                let derivation = try await Derivations(recorder: recorder)
                    .verify(reference, found.sha256, answer.document, contentType: answer.contentType)
                items.append(
                    MediaItem(
                        place: place,
                        sha256: found.sha256,
                        bytes: found.bytes,
                        reference: reference,
                        response: answer.response,
                        derivation: derivation.rawValue
                    )
                )
            } else if reference.isElsewhere {
                // A signal ends the fetching: the rest is fetched when the run is resumed.
                guard !Task.isCancelled else {
                    failure = failure ?? stoppedFetching()
                    break
                }
                switch try await fetch(reference, place, answer, &course, words) {
                case .success(let item): items.append(item)
                case .failure(let fault):
                    failure = failure ?? fault
                    try await recorder.append(Append([undelivered(fault, answer, course)]))
                }
            } else if case .body = reference.kind {
                failure = failure ?? Fault(outcome: .of(.noMedia), "the answer is empty")
            } else {
                let message = words.clean("the base64 at \(reference.pointer) is not valid")
                failure = failure ?? Fault(outcome: .of(.invalidBase64), message)
            }
        }
        try await deliver(items, answer, failure, &course, words)
    }

    /// That a download failed; the request itself did not.
    private func undelivered(_ failure: Fault, _ answer: Answer, _ course: Course) -> EntryDraft {
        let fault = course.bills ? failure : failure.unbilled
        return course.draft(
            .attemptFailed,
            attempt: answer.number,
            [
                "n": .int(answer.number), "step": .int(course.step), "phase": "download", "class": "download",
                "code": .string(fault.code.rawValue), "billed": .string(fault.billed.rawValue),
                "message": .string(fault.message),
            ]
        )
    }

    private func fetch(
        _ reference: MediaReference,
        _ place: Int,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Download {
        switch reference.kind {
        case .localFile(let path): try await readLocal(path, reference, place, answer, &course, words)
        case .url(let address), .path(let address):
            try await download(address, reference, place, answer, &course, words)
        case .base64, .dataURL, .joinedBase64, .body:
            preconditionFailure("the answer holds \(reference.pointer) itself")
        }
    }

    /// The end that a signal makes when the answer is in the record.
    func stoppedFetching() -> Fault {
        let code = stopCode() ?? .runInterrupted
        return Fault(
            code: code,
            message:
                "\(Self.stopping(code)) while the picture was being fetched; it can be fetched without a new request",
            billed: .yes,
            state: .failed
        )
    }

    private func deliver(
        _ items: [MediaItem],
        _ answer: Answer,
        _ failure: Fault?,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        var record = AnswerRecord(PrivateValues(environment.random), fault: failure)
        // The whole of it counts: a download that is still to come keeps the run from being recorded.
        let count = failure == nil ? items.count : answer.references.count
        let folder = try await recorder.makeTemporary(course.attemptName(answer.number))
        let finishing = finishing(course)
        for (index, item) in items.enumerated() {
            let path = recorder.store.path(item.sha256)
            let output = Output(
                artifact: try ArtifactBody(item, path: path),
                number: index + 1,
                place: item.place,
                count: answer.references.count,
                path: path,
                folder: folder
            )
            try deliver(output, of: count, answer, finishing, &course, &record)
        }
        if answer.isAmbiguous {
            record.override(Fault(outcome: .of(.ambiguousAnswer), ErrorCode.replyAmbiguous.sentence))
        }
        if let asked = course.planned.sent.n, asked > items.count, failure == nil {
            course.notes.append(Note("reply.fewer", "asked for \(asked) pictures, got \(items.count)"))
        }
        if answer.settlesUnknown {
            record.append.drafts.append(course.draft(.reconcile, ["outcome": "recovered", "by": "search"]))
        }
        let (extra, blobs) = Settlement.of(answer.usage, answer.echoed.costUSD, words)
        record.append.blobs += blobs
        try await finish(&course, record.fault, after: record.complete, extra: extra)
    }

    /// Delivers one output of `count` that are recorded, with what is made from it.
    private func deliver(
        _ output: Output,
        of count: Int,
        _ answer: Answer,
        _ finishing: PictureFinishing,
        _ course: inout Course,
        _ record: inout AnswerRecord
    ) throws {
        let artifact = output.artifact
        // What does not decode, or can be read in two ways, is evidence and no picture: it stays in the store.
        let isPicture = artifact.isUsable && !answer.isAmbiguous
        var delivered = DeliveredCopy()
        if course.plan.delivery.copies, isPicture {
            do throws(FileFault) {
                delivered = try copy(output, &course, &record.values)
            } catch {
                let what = "picture \(output.place + 1) could not be delivered, and is kept in the store"
                record.add(Fault(local: error, what))
            }
        }
        var body = artifact.object(number: output.number, of: count)
        delivered.record(in: &body)
        record.append.drafts.append(course.draft(.artifactStored, attempt: answer.number, body))
        if isPicture { try work(on: output, finishing, &course, &record) }
        if let facts = artifact.facts, artifact.isUsable {
            course.notes += SpeechShape.notes(facts, course.plan.intent.mode)
        }
        if !artifact.isUsable {
            let message = "picture \(output.place + 1) is cut short or does not decode; its bytes are kept"
            record.add(Fault(outcome: .of(.undecodable), message))
        }
        record.add(unexpectedSize(artifact, course))
    }

    /// A request that implies a size, such as an upscale by four, is held to it.
    private func unexpectedSize(_ artifact: ArtifactBody, _ course: Course) -> Fault? {
        guard let expected = course.planned.expectedSize else { return nil }
        let observed = artifact.facts.flatMap { facts in
            facts.width.flatMap { width in facts.height.map { PixelSize(width: width, height: $0) } }
        }
        guard observed != expected else { return nil }
        return Fault(
            code: .mediaUnexpectedSize,
            message: "the picture is \(observed.map { "\($0)" } ?? "of unknown size"), not \(expected)",
            billed: .yes,
            state: .failed
        )
    }

    private func copy(
        _ output: Output,
        _ course: inout Course,
        _ values: inout PrivateValues
    ) throws(FileFault) -> DeliveredCopy {
        let delivery = course.plan.delivery
        let (number, name) = (output.place + 1, output.artifact.fileExtension)
        // The name that the user gave is for the finished picture.
        if course.plan.pictures?.afterReply.finishes == true {
            let path = delivery.originalPath(number, of: output.count, extension: name)
            return try DeliveredCopy(output.path, to: path, overwrites: delivery.overwrites, &values)
        }
        let path = delivery.path(number, of: output.count, extension: name)
        let delivered = try DeliveredCopy(output.path, to: path, overwrites: delivery.overwrites, &values)
        if let facts = output.artifact.facts {
            noteName(path, facts.mediaType, fileExtension: facts.fileExtension, &course)
        }
        return delivered
    }

    /// The bytes decide what a file is; a name that says otherwise is kept, and said.
    func noteName(_ path: String, _ mediaType: String, fileExtension: String, _ course: inout Course) {
        guard course.plan.delivery.exactPath != nil, let dot = path.lastIndex(of: ".") else { return }
        let named = path[path.index(after: dot)...].lowercased()
        let known = named == "jpeg" ? "jpg" : named
        guard known != fileExtension else { return }
        course.notes.append(
            Note("media_type.differs_from_name", "the file is \(mediaType), whatever its name says")
        )
    }
}

extension Fault {
    init(outcome: AttemptOutcome, _ message: String) {
        self.init(
            code: outcome.code ?? .providerFailed,
            message: message,
            billed: outcome.billed,
            state: outcome.state
        )
    }
}
