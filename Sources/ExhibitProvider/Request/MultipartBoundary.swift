/// The line between the parts of a form.
enum MultipartBoundary {
    /// The same for the same token and texts, and in none of the texts.
    ///
    /// Files are not searched: the token is random, and no file of the caller's can know it.
    static func make(token: String, avoiding texts: [String]) -> String {
        precondition(!token.isEmpty && token.utf8.allSatisfy(isPlain), "a boundary token is letters and digits")
        let start = "exhibit-" + token
        var boundary = start
        var round = 0
        while texts.contains(where: { $0.contains(boundary) }) {
            round += 1
            boundary = "\(start)-\(round)"
        }
        // RFC 2046 §5.1.1.
        precondition(boundary.utf8.count <= 70, "a boundary has at most 70 characters")
        return boundary
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
