import ExhibitPicture
import ExhibitRun

extension DerivedFile {
    /// A count that was taken while it was made; 0 when there is none of that name.
    func count(_ name: String) -> Int {
        guard case .integer(let count)? = measures[name] else { return 0 }
        return count
    }

    func word(_ name: String) -> String? {
        guard case .text(let word)? = measures[name] else { return nil }
        return word
    }

    func delivered(to path: String?) -> DerivedFile {
        var file = self
        file.path = path
        return file
    }
}
