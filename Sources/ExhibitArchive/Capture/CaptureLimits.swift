/// How much of a body is kept before the rest is refused or set aside.
package struct CaptureLimits: Hashable, Sendable {
    /// Bytes that are neither base64 runs nor a whole binary body; what is beyond goes to a file and is not read.
    package let text: Int
    /// Decoded bytes, all files together; what is beyond ends the transfer.
    package let media: Int

    package init(text: Int = 8 << 20, media: Int = 1 << 30) {
        self.text = text
        self.media = media
    }
}
