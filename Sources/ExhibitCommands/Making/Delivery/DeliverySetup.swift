import ExhibitModel
import ExhibitRecord
import ExhibitRun

/// Where a run's files go: `--output` > `--out-dir` > the home's `out_dir` > `$MEDIA_GENERATION_OUTPUT_ROOT` > `tmp`.
enum DeliverySetup {
    static func delivery(
        _ options: DeliveryOptions,
        _ mode: Mode,
        taskName: String,
        run: ULID,
        outDir: String?,
        _ environment: Environment
    ) -> Delivery {
        let exact = options.outputPath.map(environment.absolute)
        let folder =
            options.outDir.map(environment.absolute) ?? exact.map(RegularFile.folder(of:)) ?? outDir
            ?? environment["MEDIA_GENERATION_OUTPUT_ROOT"].map { environment.absolute($0) + "/" + mode.folder }
            ?? environment.absolute("tmp/" + mode.folder)
        let stem = RunDirectory.stem(task: taskName, at: environment.now(), run: run.description)
        return Delivery(
            folder: folder,
            stem: stem,
            exactPath: exact,
            overwrites: options.overwrites,
            copies: options.copies,
            runFolder: "\(folder)/_runs/\(stem)"
        )
    }
}
