package import ExhibitModel

/// One thing that has to be corrected before a manifest can be worked.
package struct ManifestProblem: Sendable, Hashable {
    package let code: ErrorCode
    /// What was read when it was not the manifest itself, such as `--vars-json`.
    package let source: String?
    /// Nil when it is about the whole of it.
    package let place: ManifestPlace?
    package let message: String
    package let hint: String

    package init(
        _ message: String,
        hint: String? = nil,
        at place: ManifestPlace?,
        code: ErrorCode = .manifestInvalid,
        source: String? = nil
    ) {
        self.code = code
        self.source = source
        self.place = place
        self.message = message
        self.hint = hint ?? code.hint
    }

    /// `line 3, column 5: unknown key "promt"`.
    package var sentence: String {
        let place = [source, place?.description].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
