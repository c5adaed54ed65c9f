/// Finds what providers echo of a credential, such as `sk-abc***wxyz`: the start, a mask, the end.
struct MaskSearch: Sendable {
    let secrets: [[UInt8]]

    /// A longer row of stars is no mask of one credential.
    static let longestMask = 1024

    func finds(in text: [UInt8]) -> [Find] {
        guard !secrets.isEmpty else { return [] }
        var finds: [Find] = []
        var place = 0
        while place < text.count {
            guard Mask.canStart[Int(text[place])], let mask = Mask(in: text, at: place) else {
                place += 1
                continue
            }
            for (number, secret) in secrets.enumerated() {
                guard let range = Self.range(of: secret, around: mask, in: text) else { continue }
                finds.append(Find(range, .mask, secret: number))
            }
            place = mask.range.upperBound
        }
        return finds
    }

    private static func range(of secret: [UInt8], around mask: Mask, in text: [UInt8]) -> Range<Int>? {
        let start = start(of: secret, before: mask.range.lowerBound, in: text)
        let end = end(of: secret, behind: mask.range.upperBound, in: text)
        // Three dots also end a sentence: alone they need a start beside them.
        guard start >= 6 || start >= 3 && end >= 2 || end >= 4 && !mask.isDots else { return nil }
        return mask.range.lowerBound - start..<mask.range.upperBound + end
    }

    private static func start(of secret: [UInt8], before place: Int, in text: [UInt8]) -> Int {
        guard place > 0, !secret.isEmpty else { return 0 }
        for length in stride(from: min(secret.count, place), through: 1, by: -1)
        where text[place - length] == secret[0] && text[place - 1] == secret[length - 1] {
            if text[place - length..<place].elementsEqual(secret[..<length]) { return length }
        }
        return 0
    }

    private static func end(of secret: [UInt8], behind place: Int, in text: [UInt8]) -> Int {
        guard place < text.count, !secret.isEmpty else { return 0 }
        for length in stride(from: min(secret.count, text.count - place), through: 1, by: -1)
        where text[place] == secret[secret.count - length] && text[place + length - 1] == secret[secret.count - 1] {
            if text[place..<place + length].elementsEqual(secret.suffix(length)) { return length }
        }
        return 0
    }
}
