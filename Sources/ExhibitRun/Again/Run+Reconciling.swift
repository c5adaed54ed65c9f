import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Settling a run of unknown outcome without sending anything.
extension Run {
    /// Looks for a complete reply that a crash kept from being recorded; else takes the operator's word, if there is one.
    package func reconcile(_ plan: RunPlan, _ word: ReconcileWord?) async throws {
        guard let replay = try await recorder.replay(plan.run.description) else {
            throw Report(.runNotFound, "there is no run \(plan.run)")
        }
        try await refuseWhileWorkedOn(replay)
        guard replay.state == .unknownOutcome else {
            throw Report(
                .runNotResumable,
                "the run is \(replay.state.rawValue): there is nothing to reconcile",
                hint: "exhibit runs show \(replay.run.suffix(8))"
            )
        }
        var course = try await prepare(plan)
        switch word {
        case .lost(let reason): try await declareLost(reason, &course)
        case .recovered(let file, let reason): try await declareRecovered(file, reason, replay, &course)
        case nil:
            if try await recover(replay, &course) { break }
            guard try await askAgain(replay, &course) else {
                try await recorder.append(
                    Append([course.draft(.reconcile, ["outcome": "still_unknown", "by": "search"])])
                )
                try await settle(course)
                throw Report(
                    .runStillUnknown,
                    ErrorCode.runStillUnknown.sentence,
                    hint:
                        "ask the provider, then exhibit runs reconcile \(replay.run.suffix(8)) --as lost, or --as recovered --file FILE",
                    billed: .maybe
                )
            }
        }
        try await settle(course)
    }

    private func declareLost(_ reason: String, _ course: inout Course) async throws {
        var values = PrivateValues(environment.random)
        let fault = Fault(code: .outcomeLost, message: ErrorCode.outcomeLost.sentence, billed: .maybe, state: .failed)
        let body: JSONObject = [
            "outcome": "lost", "by": "operator", "reason_commit": .string(values.commit(reason)),
            "error": .object(fault.object),
        ]
        course.log.add("the operator says that nothing came of the request", at: environment.now())
        try await finish(&course, fault, after: Append([course.draft(.reconcile, body)], values: values.all))
    }

    /// A picture that the operator brings: kept and judged, but nothing recorded shows that it follows from the request.
    private func declareRecovered(
        _ file: String,
        _ reason: String,
        _ replay: RunReplay,
        _ course: inout Course
    ) async throws {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try RegularFile.read(file, limit: 1 << 30)
        } catch {
            throw Report(.inputUnreadable, "\(file): \(error.reason)")
        }
        let number = replay.lastAttempt?.number ?? 1
        let name = course.attemptName(number)
        let folder = try await recorder.makeTemporary(name)
        defer { recorder.store.removeTemporary(name) }
        let output = try Self.output(bytes, replay, folder)
        var record = AnswerRecord(PrivateValues(environment.random))
        var stored = output.artifact.object(number: 1, of: 1)
        stored["path_commit"] = .string(record.values.commit(file))
        stored["from"] = ["by": "operator"]
        let settled: JSONObject = [
            "outcome": "recovered", "by": "operator", "reason_commit": .string(record.values.commit(reason)),
        ]
        course.log.add("the operator brought the picture", at: environment.now())
        record.append.blobs = [
            StagedBlob(
                sha256: output.artifact.item.sha256,
                bytes: bytes.count,
                media: output.artifact.facts?.mediaType,
                content: .file(path: output.path)
            )
        ]
        record.append.drafts.append(course.draft(.artifactStored, attempt: number, stored))
        if output.artifact.isUsable {
            try work(on: output, finishing(course), &course, &record)
        } else {
            record.add(Fault(outcome: .of(.undecodable), "what was brought does not decode"))
        }
        record.append.drafts.append(course.draft(.reconcile, settled))
        try await finish(&course, record.fault, after: record.complete)
    }

    /// The bytes that were brought, as if they had come.
    private static func output(_ bytes: [UInt8], _ replay: RunReplay, _ folder: String) throws -> Output {
        let copy = "\(folder)/recovered"
        try RegularFile.write(bytes, toNew: copy, mode: 0o600, durable: true)
        let item = MediaItem(
            place: 0,
            sha256: SHA256.hash(bytes),
            bytes: bytes.count,
            reference: MediaReference(pointer: "", kind: .body),
            response: replay.intentEntry.seq,
            derivation: Derivation.failed.rawValue
        )
        let artifact = try ArtifactBody(item, path: copy)
        return Output(artifact: artifact, number: 1, place: 0, count: 1, path: copy, folder: folder)
    }

    /// A reply that was kept whole before the crash is recorded now, as what it is.
    private func recover(_ replay: RunReplay, _ course: inout Course) async throws -> Bool {
        let number = replay.lastAttempt?.number ?? 1
        let name = course.attemptName(number)
        guard let kept = try KeptReply.read(recorder.store.temporaryFolder(name), recorder.store) else { return false }
        try await recorder.append(
            Append(
                [course.draft(.responseReceived, attempt: number, kept.body)],
                blobs: kept.blobs,
                values: kept.values,
                sealed: kept.sealed,
                sealedRun: course.run
            )
        )
        guard let again = try await recorder.replay(course.run),
            var answer = try await StoredAnswer.read(again, course, recorder)
        else {
            return false
        }
        answer.settlesUnknown = true
        course.log.add("a complete reply was found and is taken", at: environment.now())
        try await take(answer, &course, ProviderWords(redactor: redactor, prompts: course.prompts))
        recorder.store.removeTemporary(name)
        return true
    }
}
