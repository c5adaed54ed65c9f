/// A file that the sandbox made.
struct Medium: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let fileExtension: String

    /// Half of it, when that is ordered.
    func befallen(by orders: [FaultOrder]) -> Medium {
        guard orders[.truncatedImage] != nil else { return self }
        return Medium(bytes: Array(bytes[..<(bytes.count / 2)]), mediaType: mediaType, fileExtension: fileExtension)
    }

    static func png(_ bytes: [UInt8]) -> Medium { Medium(bytes: bytes, mediaType: "image/png", fileExtension: "png") }
    static func webp(_ bytes: [UInt8]) -> Medium {
        Medium(bytes: bytes, mediaType: "image/webp", fileExtension: "webp")
    }
    static func mp4(_ bytes: [UInt8]) -> Medium { Medium(bytes: bytes, mediaType: "video/mp4", fileExtension: "mp4") }
}
