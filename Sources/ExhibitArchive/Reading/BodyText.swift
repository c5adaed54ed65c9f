import ExhibitCrypto
package import ExhibitModel

/// A body's text with placeholders for what is not in it: decoded files, and values that are withheld.
///
/// A placeholder is made of random letters and digits drawn after the body was received, so nothing in the body can pass
/// for one, and it stands wherever its value stood without upsetting JSON.
package struct BodyText: Sendable, Hashable {
    /// The bytes that a placeholder stands for.
    package struct Blob: Sendable, Hashable {
        package let sha256: Digest
        package let bytes: Int
        /// How they were spelled; nil for bytes that stood there as they are.
        let shape: Base64Shape?
        package let source: BlobSource
    }

    enum Held: Sendable, Hashable {
        case blob(Blob)
        /// A private or sealed value that was erased or stayed at home.
        case withheld
    }

    package let bytes: [UInt8]
    let held: [Held]
    private let nonce: [UInt8]

    /// The blob of a ``ResolvedPart``; nil for an index that is none's.
    package func blob(_ index: Int) -> Blob? {
        guard held.indices.contains(index), case .blob(let blob) = held[index] else { return nil }
        return blob
    }

    /// What a string of the text stands for, in order; a string without placeholders is one text, an empty one nothing.
    package func resolve(_ string: String) -> [ResolvedPart] {
        let bytes = Array(string.utf8)
        var parts: [ResolvedPart] = []
        var start = 0
        var place = 0
        while place < bytes.count {
            guard let (index, end) = placeholder(in: bytes, at: place) else {
                place += 1
                continue
            }
            if start < place { parts.append(.text(String(decoding: bytes[start..<place], as: UTF8.self))) }
            switch held[index] {
            case .blob: parts.append(.blob(index))
            case .withheld: parts.append(.withheld)
            }
            (start, place) = (end, end)
        }
        if start < bytes.count { parts.append(.text(String(decoding: bytes[start...], as: UTF8.self))) }
        return parts
    }

    private func placeholder(in bytes: [UInt8], at place: Int) -> (index: Int, end: Int)? {
        guard bytes[place] == nonce[0], bytes[place...].starts(with: nonce) else { return nil }
        let digits = bytes[(place + nonce.count)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let index = Int(String(decoding: digits, as: UTF8.self)), held.indices.contains(index),
            digits.endIndex < bytes.count, bytes[digits.endIndex] == Self.end
        else { return nil }
        return (index, digits.endIndex + 1)
    }

    private static let end = UInt8(ascii: "x")

    /// Puts a text together, piece by piece.
    struct Builder {
        private var bytes: [UInt8] = []
        private var held: [Held] = []
        private let nonce = Array("x\(Hex.encode(SystemRandom.bytes(16)))x".utf8)

        var count: Int { bytes.count }

        mutating func append(_ text: [UInt8]) { bytes += text }

        /// The range of the placeholder in the text.
        @discardableResult
        mutating func append(_ value: Held) -> Range<Int> {
            let start = bytes.count
            bytes += nonce + Array(String(held.count).utf8) + [BodyText.end]
            held.append(value)
            return start..<bytes.count
        }

        var text: BodyText { BodyText(bytes: bytes, held: held, nonce: nonce) }
    }
}
