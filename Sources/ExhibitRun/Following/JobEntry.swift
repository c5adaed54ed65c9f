import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// The entries that tell of a remote job.
struct JobEntry {
    let course: Course
    let words: ProviderWords
    let seal: (String) -> SealedBox

    /// `job.submitted`: durable before the first poll.
    func submitted(_ followed: FollowedJob) throws -> Append {
        try append(.jobSubmitted, followed, remembering: true)
    }

    /// `job.status`: a change that an answer showed.
    func status(_ followed: FollowedJob, remembering: Bool) throws -> Append {
        try append(.jobStatus, followed, remembering: remembering)
    }

    /// `job.cancel`: that the provider was asked to give the job up, and what it said.
    func cancel(_ followed: FollowedJob, because: String, answer: String, status: Int?, raw: String?) -> Append {
        var body: JSONObject = [
            "n": .int(followed.number), "remote_id": .string(words.clean(followed.job.id)),
            "because": .string(because), "answer": .string(answer),
        ]
        body["status"] = status.map(JSONValue.int)
        body["raw"] = raw.map { .string(words.clean($0)) }
        return Append([course.draft(.jobCancel, attempt: followed.number, body)])
    }

    private func append(_ type: EntryType, _ followed: FollowedJob, remembering: Bool) throws -> Append {
        let report = followed.report
        var body: JSONObject = [
            "n": .int(followed.number), "remote_id": .string(words.clean(followed.job.id)),
            "state": .string(report.state.rawValue), "raw": .string(words.clean(report.raw)),
            "polls": .int(followed.polls),
        ]
        body["progress"] = report.progress.map(JSONValue.int)
        body["position"] = report.position.map(JSONValue.int)
        body["expires_at"] = followed.job.expiresAt.map { .string($0.description) }
        body["echoed"] = report.echoed.map { .object($0.object(words)) }
        var sealed: [SealedBox] = []
        if remembering {
            let box = seal(try JobMemory.text(followed.job))
            body["job_sealed"] = .string(box.commit)
            sealed.append(box)
        }
        return Append(
            [course.draft(type, attempt: followed.number, body)],
            sealed: sealed,
            sealedRun: sealed.isEmpty ? nil : course.run
        )
    }
}
