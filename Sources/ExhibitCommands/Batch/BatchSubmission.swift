import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// Submits a manifest's items as a new batch, all in one transaction.
enum BatchSubmission {
    static func open(
        _ manifest: BatchManifest,
        _ items: [BatchItem],
        _ bounds: BatchBounds,
        _ options: BatchOptions,
        _ recorder: Recorder,
        _ environment: Environment
    ) async throws -> OpenBatch {
        let id = environment.makeID()
        let name = manifest.manifest.name ?? manifest.source.stem ?? "batch"
        let origin = BatchOrigin(
            folder: BatchFolder.path(options, id, name, items, environment),
            path: manifest.source.path,
            text: String(decoding: manifest.source.bytes, as: UTF8.self)
        )
        do throws(FileFault) {
            try RegularFile.makeFolder(origin.folder)
        } catch {
            throw Report(.outputUnwritable, "\(origin.folder): \(error.reason); nothing was sent")
        }
        let batch = NewBatch(
            id: id,
            kind: .batch,
            name: name,
            form: manifest.manifest.form.rawValue,
            scope: .batch(id),
            limits: bounds.limits,
            manifest: String(decoding: try origin.bytes, as: UTF8.self)
        )
        let keys = recorder.keys
        let tasks = try items.map { try $0.task(environment.makeID(), place: $0.place, keys) }
        let submitted = try await recorder.submit(
            batch,
            tasks,
            duplicates: options.duplicates,
            consent: options.retriesUnknown
        )
        return OpenBatch(
            id: id.description,
            folder: origin.folder,
            limits: bounds.limits,
            tasks: submitted.map(\.task),
            notes: manifest.manifest.notes + bounds.notes
        )
    }
}
