package import ExhibitModel

/// What a model makes, in the words of the table.
package enum ModelKind: String, Sendable, Hashable, CaseIterable {
    case image, edit, video, speech, upscale

    /// Nil for a mode that no model takes part in.
    package init?(_ mode: Mode) {
        switch mode {
        case .generation: self = .image
        case .edit: self = .edit
        case .video: self = .video
        case .speech: self = .speech
        case .upscale: self = .upscale
        case .fetch: return nil
        }
    }
}
