import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// A file that an answer names on this machine: read once, and recorded like a download.
extension Run {
    func readLocal(
        _ path: String,
        _ reference: MediaReference,
        _ place: Int,
        _ answer: Answer,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Download {
        guard path.hasPrefix("/"), RegularFile.facts(path)?.isRegular == true else {
            return .failure(missing("the answer names a file that is not on this machine"))
        }
        var values = PrivateValues(environment.random)
        course.step += 1
        let started = course.draft(
            .attemptStarted,
            attempt: answer.number,
            [
                "n": .int(answer.number), "step": .int(course.step), "method": "READ", "origin": "file:",
                "path_commit": .string(values.commit(path)), "bytes": 0,
            ]
        )
        let captured: CapturedBody
        do {
            captured = try capture(path, try await recorder.makeTemporary(course.attemptName(answer.number)))
        } catch {
            return .failure(missing("the file that the answer names cannot be read: \(Fault.words(error))"))
        }
        // Whoever answers may name any file that we can read: only media is kept.
        guard let file = captured.wholeFile, captured.excess == nil,
            try MediaProbe.probe(ByteSource(path: file.path)) != nil
        else {
            return .failure(missing("the file that the answer names is no media"))
        }
        let archived = try archiver.archive(captured, prompts: course.prompts)
        let received = course.draft(.responseReceived, attempt: answer.number, body(captured, archived, answer, course))
        let entries = try await recorder.append(
            Append([started, received], blobs: archived.blobs, values: archived.commitments + values.all)
        )
        course.log.add("file: \(captured.rawBytes) bytes", at: environment.now())
        guard let response = entries.last(where: { $0.type == .responseReceived }) else {
            preconditionFailure("the append names a response")
        }
        return .success(
            MediaItem(file, archived.document, response: response.seq, reference, place, named: answer.response)
        )
    }

    private func capture(_ path: String, _ folder: String) throws -> CapturedBody {
        let capture = BodyCapture(folder: folder, redactor: redactor)
        var offset = 0
        while true {
            let window = try RegularFile.read(path, at: offset, count: 1 << 18)
            guard !window.isEmpty, capture.receive(window) else { break }
            offset += window.count
        }
        return try capture.finish()
    }

    private func body(
        _ captured: CapturedBody,
        _ archived: ArchivedBody,
        _ answer: Answer,
        _ course: Course
    ) -> JSONObject {
        [
            "n": .int(answer.number), "step": .int(course.step), "kind": .string(ResponseBody.Kind.media.rawValue),
            "transport": ["scheme": "file"], "raw_sha256": .string(captured.rawSHA256.hex),
            "raw_bytes": .number(JSONNumber(captured.rawBytes)),
            "body_blob": .string(archived.documentDigest.hex), "complete": true,
        ]
    }

    private func missing(_ reason: String) -> Fault {
        Fault(outcome: .of(.downloadFailed), "\(ErrorCode.mediaDownloadFailed.sentence): \(reason)")
    }
}
