import ExhibitModel

/// A copy of an output, or of what was made from it, at the user's path, as the record has it.
struct DeliveredFile: Sendable {
    let path: String
    let sha256: Digest
    let bytes: Int64
    let place: Place
    let entry: Int64
}
