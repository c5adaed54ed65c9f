import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What was made from pictures before the request: announced with it, and kept before it is sent.
extension Run {
    /// Adds the entries of sources and derived files.
    func announce(_ pictures: PictureWork, _ course: Course, _ append: inout Append) throws {
        var values = PrivateValues(environment.random)
        append.drafts += pictures.sources.enumerated().map { index, source in
            var body = ArtifactStored.source(source, number: index + 1, of: pictures.sources.count)
            body["name_commit"] = .string(values.commit(source.name))
            body["path_commit"] = .string(values.commit(source.path))
            return course.draft(.artifactStored, body)
        }
        for file in pictures.derived {
            var body = try DerivedEntry(file).body(&append)
            if let path = file.path {
                let replaced = course.plan.delivery.overwrites ? DeliveredFile.digest(of: path) : nil
                body["path_commit"] = .string(values.commit(path))
                body["replaced_sha256"] = replaced.map { .string($0.hex) }
            }
            append.drafts.append(course.draft(.artifactDerived, body))
        }
        append.values += values.all
    }

    /// Takes inputs, sources and derived files on their way into the store, and delivers the copies of the latter.
    ///
    /// Unfinished copies are made in `folder`.
    func stage(_ plan: RunPlan, into folder: String) throws -> [StagedBlob] {
        let pictures = plan.pictures ?? PictureWork()
        var staged = try InputStaging.stage(plan.intent.inputs + pictures.sources, into: folder, recorder.store)
        for (index, file) in pictures.derived.enumerated() {
            let copy: String
            if case .file(let path)? = staged.first(where: { $0.sha256 == file.sha256 })?.content {
                copy = path
            } else {
                copy = "\(folder)/derived-\(index)"
                staged.append(try Self.stage(file, at: copy))
            }
            guard let path = file.path else { continue }
            do throws(FileFault) {
                try RegularFile.makeFolder(RegularFile.folder(of: path))
                try DeliveredFile.copy(copy, to: path, overwrites: plan.delivery.overwrites)
            } catch {
                throw Report(.outputUnwritable, "\(path): \(error.reason); nothing was sent")
            }
        }
        return staged
    }

    static func stage(_ file: DerivedFile, at path: String) throws(FileFault) -> StagedBlob {
        try RegularFile.remove(path)
        try RegularFile.write(file.bytes, toNew: path, mode: 0o600, durable: true)
        return StagedBlob(
            sha256: file.sha256,
            bytes: file.bytes.count,
            media: DerivedFile.mediaType,
            content: .file(path: path)
        )
    }
}
