import ExhibitMedia
import ExhibitPicture

/// A film that follows from its request alone: the sandbox's picture, and a bar that grows; without sound.
struct SandboxVideo {
    let prompt: String
    let width: Int
    let height: Int
    let seconds: Int
    var inputs: String?

    static let framesPerSecond = 10

    func mp4() -> [UInt8] {
        // Cropping goes by two pixels.
        let (width, height) = (max(2, width & ~1), max(2, height & ~1))
        let still = SandboxPicture(prompt: prompt, index: 0, width: width, height: height, inputs: inputs).pixels()
        let stream = H264Stream(
            picture: Macroblocks(still),
            width: width,
            height: height,
            frames: max(1, seconds) * Self.framesPerSecond
        )
        let film = MP4Film(stream: stream)
        return film.bytes()
    }
}
