import ExhibitJSON
import ExhibitModel

@testable import ExhibitQueue

/// Reads a manifest from text.
func manifest(_ text: String, _ change: (inout Manifest.Reading) -> Void = { _ in }) throws -> Manifest {
    var reading = Manifest.Reading()
    change(&reading)
    return try Manifest(reading: Array(text.utf8), reading)
}

/// The command lines of a manifest, without the program's name.
func lines(_ text: String, _ change: (inout Manifest.Reading) -> Void = { _ in }) throws -> [String] {
    try manifest(text, change).orders.map { String($0.commandLine.dropFirst(Tool.name.count + 1)) }
}

/// What is wrong with a manifest, as `3:5 sentence`.
func problems(_ text: String, _ change: (inout Manifest.Reading) -> Void = { _ in }) -> [String] {
    do {
        _ = try manifest(text, change)
        return []
    } catch let error as ManifestError {
        return error.problems.map { problem in
            (problem.place.map { "\($0.line):\($0.column) " } ?? "") + problem.message
        }
    } catch {
        return ["\(error)"]
    }
}
