/// What the bytes of a medium say about it: measured, not believed.
package struct MediaFacts: Hashable, Sendable {
    /// Such as `image/png`.
    package let mediaType: String
    package let kind: MediaKind
    /// Without a dot, such as `png`.
    package let fileExtension: String
    /// As stored: an orientation tag or a rotation matrix is not applied.
    ///
    /// Nil for sound, or when the size never came.
    package var width: Int?
    package var height: Int?
    /// Of sound, video, and pictures that move.
    package var durationMilliseconds: Int?
    /// Of pictures that move, and of every GIF.
    package var frames: Int?
    /// Of a film, in the order of the file, and no more than the first sixteen; nil for other containers.
    package var tracks: [TrackKind]?
    /// Of sound alone; nil when the header does not say it.
    package var sound: SoundFormat?
    /// The container was walked to the file's last byte, and every length and checksum on the way was right.
    package var complete = false
    /// The mark of our own sandbox is inside (``SimulationMark``).
    package var simulated = false

    init(_ format: MediaFormat) {
        mediaType = format.mediaType
        kind = format.kind
        fileExtension = format.fileExtension
    }
}
