/// A file that the sandbox made.
struct Medium: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let fileExtension: String

    static func png(_ bytes: [UInt8]) -> Medium { Medium(bytes: bytes, mediaType: "image/png", fileExtension: "png") }
    static func webp(_ bytes: [UInt8]) -> Medium {
        Medium(bytes: bytes, mediaType: "image/webp", fileExtension: "webp")
    }
    static func mp4(_ bytes: [UInt8]) -> Medium { Medium(bytes: bytes, mediaType: "video/mp4", fileExtension: "mp4") }
}
