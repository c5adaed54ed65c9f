import ExhibitModel
import ExhibitRecord
import ExhibitRun

/// Where a run's files go: `--output` > `--out-dir` > the home's `out_dir` > `$MEDIA_GENERATION_OUTPUT_ROOT` > `tmp`.
enum DeliverySetup {
    static func delivery(
        _ options: MakeOptions,
        taskName: String,
        run: ULID,
        outDir: String?,
        _ environment: Environment
    ) -> Delivery {
        let exact = options.outputPath.map(environment.absolute)
        let folder =
            options.outDir.map(environment.absolute) ?? exact.map(RegularFile.folder(of:)) ?? outDir
            ?? environment["MEDIA_GENERATION_OUTPUT_ROOT"].map { environment.absolute($0) + "/images" }
            ?? environment.absolute("tmp/images")
        let now = environment.now()
        // A task name names the run; a prefix is only the start of a file's name.
        let stem = RunDirectory.stem(task: taskName, at: now, run: run.description)
        return Delivery(
            folder: folder,
            stem: stem,
            exactPath: exact,
            overwrites: options.overwrite,
            copies: options.download,
            runFolder: "\(folder)/_runs/\(stem)"
        )
    }
}
