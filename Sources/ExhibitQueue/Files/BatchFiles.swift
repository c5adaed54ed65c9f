import ExhibitJSON
package import ExhibitLedger
import ExhibitModel
package import ExhibitRecord

/// The files of a batch's folder that are about all of its tasks.
package enum BatchFiles {
    /// `NN-<task>`: the folder of one task inside the batch's.
    package static func folder(of row: TaskRow, total: Int) -> String {
        let number = String(row.place)
        let digits = max(2, String(total).count)
        return String(repeating: "0", count: max(0, digits - number.count)) + number + "-" + Slug.of(row.name ?? "task")
    }

    package static func files(_ tasks: [TaskView], _ batch: BatchView) -> [RunDirectory.File] {
        [
            TaskFiles.file("batch_request.json", batch.request(tasks)),
            TaskFiles.file("batch_result.json", batch.result(tasks)),
        ]
    }
}
