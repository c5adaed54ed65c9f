import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// The files whose bytes an entry says were erased.
enum ErasedBytes {
    static func of(_ entry: Entry) -> [Digest] {
        guard entry.type == .valueForgotten else { return [] }
        return (entry.body["sha256"]?.array ?? []).compactMap { $0.string.flatMap { Digest(hex: $0) } }
    }
}
