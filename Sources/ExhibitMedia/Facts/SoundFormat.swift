/// How sound is sampled, as its own header says.
package struct SoundFormat: Hashable, Sendable {
    /// Per second and channel; Opus always plays at 48,000.
    package let sampleRate: Int
    package let channels: Int
    /// Of sound that is stored without loss; nil where the coding has no such number.
    package let bitsPerSample: Int?

    package init(sampleRate: Int, channels: Int, bitsPerSample: Int? = nil) {
        self.sampleRate = sampleRate
        self.channels = channels
        self.bitsPerSample = bitsPerSample
    }
}
