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
        let blob = StagedBlob(bytes)
        var values = PrivateValues(environment.random)
        let number = replay.lastAttempt?.number ?? 1
        let folder = try await recorder.makeTemporary(course.attemptName(number))
        defer { recorder.store.removeTemporary(course.attemptName(number)) }
        let copy = "\(folder)/recovered"
        try RegularFile.write(bytes, toNew: copy, mode: 0o600, durable: true)
        let item = MediaItem(
            place: 0,
            sha256: blob.sha256,
            bytes: bytes.count,
            reference: MediaReference(pointer: "", kind: .body),
            response: replay.intentEntry.seq,
            derivation: Derivation.failed.rawValue
        )
        let artifact = try ArtifactBody(item, path: copy)
        var stored = artifact.object(number: 1, of: 1)
        stored["path_commit"] = .string(values.commit(file))
        stored["from"] = ["by": "operator"]
        let settled: JSONObject = [
            "outcome": "recovered", "by": "operator", "reason_commit": .string(values.commit(reason)),
        ]
        let kept = StagedBlob(
            sha256: blob.sha256,
            bytes: bytes.count,
            media: artifact.facts?.mediaType,
            content: .file(path: copy)
        )
        course.log.add("the operator brought the picture", at: environment.now())
        var append = Append([course.draft(.artifactStored, attempt: number, stored)], blobs: [kept])
        var fault: Fault?
        if artifact.isUsable {
            let output = Output(artifact: artifact, number: 1, place: 0, count: 1, path: copy, folder: folder)
            fault = try work(on: output, finishing(course), &course, &append, &values)
        } else {
            fault = Fault(outcome: .of(.undecodable), "what was brought does not decode")
        }
        append.drafts.append(course.draft(.reconcile, settled))
        append.values += values.all
        try await finish(&course, fault, after: append)
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
