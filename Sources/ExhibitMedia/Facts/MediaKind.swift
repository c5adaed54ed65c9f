/// What a medium is to its audience.
package enum MediaKind: String, Sendable, Hashable, CaseIterable {
    case image, video, audio
}
