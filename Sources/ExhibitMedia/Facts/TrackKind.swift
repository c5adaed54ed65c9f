/// What a track of a film holds.
package enum TrackKind: String, Sendable, Hashable, CaseIterable {
    case video, audio, text, other

    /// By the handler type of ISO 14496-12 §8.4.3 and of QuickTime.
    init(handler: String) {
        switch handler {
        case "vide": self = .video
        case "soun": self = .audio
        case "text", "subt", "sbtl", "clcp": self = .text
        default: self = .other
        }
    }
}
