/// A private key in PEM (RFC 7468), on lines of its own or with its line ends escaped in a string.
enum KeyBlock {
    /// RSA keys of 16,384 bits have about 13,000 characters.
    static let longest = 15_000
    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)
    private static let label = Array("PRIVATE KEY".utf8)
    private static let longestLabel = 40

    /// From the first dash to the last; to where it breaks off when it has no end.
    static func range(in text: [UInt8], at place: Int) -> Range<Int>? {
        guard text[place...].starts(with: begin), let body = behindLabel(in: text, from: place + begin.count) else {
            return nil
        }
        var last = body
        while last < text.count, last - place < longest, isBody(text[last]) {
            if text[last...].starts(with: dashes) {
                guard text[last...].starts(with: end) else { break }
                return place..<(behindLabel(in: text, from: last + end.count) ?? last + end.count)
            }
            last += 1
        }
        return last > body ? place..<last : nil
    }

    /// Where the line goes on behind `… PRIVATE KEY-----`.
    private static func behindLabel(in text: [UInt8], from start: Int) -> Int? {
        var place = start
        while place < text.count, place - start <= longestLabel, text[place] != UInt8(ascii: "-") { place += 1 }
        guard text[start..<place].suffix(label.count).elementsEqual(label), text[place...].starts(with: dashes) else {
            // `PRIVATE KEY BLOCK`, as OpenPGP says.
            let line = text[start..<place]
            guard line.elementsEqual(Array("PGP PRIVATE KEY BLOCK".utf8)), text[place...].starts(with: dashes) else {
                return nil
            }
            return place + dashes.count
        }
        return place + dashes.count
    }

    /// Base64, line ends plain or escaped, and the headers of old keys.
    private static func isBody(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "%"): true
        default: Characters.isToken(byte) || Characters.isSpace(byte)
        }
    }
}
