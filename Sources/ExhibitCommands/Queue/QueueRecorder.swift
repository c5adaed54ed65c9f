import ExhibitLedger
import ExhibitModel

/// Changes a queue by one short word in the ledger, and renders its state directory.
enum QueueRecorder {
    static func write<Result: Sendable>(
        _ place: QueuePlace,
        _ environment: Environment,
        _ body: (Recorder) async throws -> Result
    ) async throws -> Result {
        let recorder = try await Recorder(home: place.home, environment)
        _ = try await recorder.repair()
        let result: Result
        do {
            result = try await body(recorder)
        } catch let refusal as Report {
            try? await recorder.close()
            throw refusal
        }
        try? await recorder.close()
        // The files are no record: what cannot be written now is written by the next rendering.
        try? await QueueRendering(place, environment).render()
        return result
    }
}
