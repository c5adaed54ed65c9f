import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitProvider
import ExhibitRecord
package import ExhibitRedaction
package import ExhibitTransport

/// One run, told in order: intent → request → exchange → artifacts → facts → verdict.
///
/// Every step is recorded before the next one begins, so a run that stops anywhere leaves evidence of how far it came.
package struct Run: Sendable {
    let recorder: Recorder
    let client: HTTPClient
    let redactor: Redactor
    let environment: Environment
    /// The code of the signal that asked to stop, when one did.
    let stopCode: @Sendable () -> ErrorCode?
    /// What has to happen once the intent is recorded, and before any request leaves: such as having it dated.
    let beforeSending: (@Sendable () async throws -> Void)?

    package init(
        recorder: Recorder,
        client: HTTPClient,
        redactor: Redactor,
        environment: Environment,
        stopCode: @escaping @Sendable () -> ErrorCode?,
        beforeSending: (@Sendable () async throws -> Void)? = nil
    ) {
        self.recorder = recorder
        self.client = client
        self.redactor = redactor
        self.environment = environment
        self.stopCode = stopCode
        self.beforeSending = beforeSending
    }

    /// Makes what `plan` asks for, and judges it; how it went is in the record.
    ///
    /// - Throws: before anything was sent, for what the plan cannot do; later only when the ledger itself fails.
    package func perform(_ plan: RunPlan) async throws {
        var course = try await prepare(plan)
        let announcement = try await announcement(course)
        let refusals = Precheck.refusals(plan, announcement.intent)
        guard refusals.isEmpty || plan.sendsAnyway else {
            try await refuse(refusals, announcement.append, &course)
            return
        }
        try await send(&course, from: 1, announcing: announcement.append)
        try await settle(course)
    }

    /// Everything that can fail before the first entry.
    func prepare(_ plan: RunPlan) async throws -> Course {
        guard let dialect = DialectTable.dialect(plan.provider.dialect) else {
            throw Report(
                .providerDialectUnknown,
                "\(plan.provider.id) speaks \(plan.provider.dialect), which exhibit does not"
            )
        }
        // The same token for every attempt of a run: what is sent again is the same request.
        let token = String(recorder.keys.requestTag(Array("boundary \(plan.run)".utf8)).prefix(32))
        let endpoint = ProviderEndpoint(baseURL: plan.provider.baseURL, token: token)
        let planned = try dialect.start(plan.intent, endpoint: endpoint)
        return Course(
            plan: plan,
            dialect: dialect,
            endpoint: endpoint,
            planned: planned,
            current: try prepared(planned.request, plan),
            notes: plan.notes + plan.retry.notes + planned.notes
        )
    }

    func prepared(_ request: ProviderRequest, _ plan: RunPlan) throws -> PreparedRequest {
        try PreparedRequest(request, inputs: plan.intent.inputs, recorder.store, archiver)
    }

    /// The entries that stand before the first attempt: policies, settings, inputs and the intent.
    func announcement(_ course: Course) async throws -> (append: Append, intent: JSONObject) {
        let plan = course.plan
        var values = PrivateValues(environment.random)
        var intent = try IntentBody.make(
            plan,
            course.planned,
            dialectVersion: course.dialect.version,
            tag: recorder.keys.requestTag,
            &values
        )
        var append = try await Adoption(recorder: recorder).append(plan, &intent)
        if let address = IntentBody.capability(plan.intent) {
            let box = archiver.seal(address)
            intent[IntentBody.sealedEndpoint] = .string(box.commit)
            append.sealed.append(box)
            append.sealedRun = course.run
        }
        append.drafts.append(course.draft(.requestIntent, intent))
        append.drafts += plan.intent.inputs.enumerated().map { index, input in
            course.draft(.artifactStored, ArtifactStored.input(input, number: index + 1, of: plan.intent.inputs.count))
        }
        append.values += values.all
        if let pictures = plan.pictures { try announce(pictures, course, &append) }
        return (append, intent)
    }

    /// The run ends before anything is sent: recorded and rejected, nothing was billed.
    func refuse(_ refusals: [Precheck.Refusal], _ announcement: Append, _ course: inout Course) async throws {
        let message = refusals.map(\.message).joined(separator: "; ") + "; nothing was sent"
        let fault = Fault(code: .policyRefused, message: message, billed: .no, state: .failed)
        course.log.add("refused before sending: \(message)", at: environment.now())
        let name = course.attemptName(0)
        defer { recorder.store.removeTemporary(name) }
        var announcement = announcement
        announcement.blobs += try stage(course.plan, into: try await recorder.makeTemporary(name))
        // All or nothing: a run that is only planned could be resumed, and sent.
        try await finish(&course, fault, after: announcement)
        try await settle(course)
    }

    /// Signs the tree with the next run or the end of the session, and renders the run's folder from the record.
    func settle(_ course: Course) async throws {
        await recorder.checkpointBeforeNextRun()
        // The record is complete; a folder that cannot be written now is rendered from it again.
        _ = try? await recorder.renderRunFolder(course.run)
    }
}
