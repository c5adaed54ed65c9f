import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

extension RunReplay {
    /// The address that the run's answer came from, without its query: what is relative in it begins there.
    var page: String? {
        guard let response = resultResponse, intent["mode"]?.string == Mode.fetch.rawValue else { return nil }
        let request = entries.last {
            $0.type == .attemptStarted && $0.attempt == response.attempt && $0.body["step"] == response.body["step"]
        }?.body
        guard request?["method"]?.string == "GET" else { return request?["base"]?.string }
        return request?["origin"]?.string.flatMap { origin in request?["path"]?.string.map { origin + $0 } }
    }
}

extension Run {
    /// The plan with the address that the record keeps sealed.
    ///
    /// - Throws: `run.not_resumable` when it was erased, and for a text that no record kept.
    func opened(_ plan: RunPlan, _ replay: RunReplay) async throws -> RunPlan {
        guard plan.intent.mode == .fetch, !replay.hasResult else { return plan }
        guard plan.intent.route == FetchDialect.address else {
            throw Report(.runNotResumable, "the text of the run was not kept", hint: "give the command again")
        }
        guard let commit = replay.intent[IntentBody.sealedEndpoint]?.string else { return plan }
        guard let address = try await recorder.unseal(commit) else {
            throw Report(
                .runNotResumable,
                "the address of the run was erased with its end",
                hint: "give the command again"
            )
        }
        var plan = plan
        plan.intent.endpoint = address
        return plan
    }
}
