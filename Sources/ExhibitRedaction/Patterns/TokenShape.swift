/// A credential that shows what it is by how it starts: a prefix, then characters of one class.
struct TokenShape: Sendable {
    let rule: RedactionRule
    let prefix: [UInt8]
    /// How many characters follow the prefix.
    let lengths: ClosedRange<Int>
    let alphabet: Alphabet
    /// Whether what follows has to look random: the prefix alone also starts ordinary words.
    let isRandom: Bool

    enum Alphabet: Sendable {
        /// Letters, digits, `_` and `-`.
        case name
        /// Letters and digits.
        case plain
        /// Capitals and the digits of base32.
        case base32
        /// As `name`, and `.` in between.
        case dotted

        func holds(_ byte: UInt8) -> Bool {
            switch self {
            case .name: Characters.isName(byte)
            case .plain: Characters.isLetterOrDigit(byte)
            case .base32:
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
            case .dotted: Characters.isName(byte) || byte == UInt8(ascii: ".")
            }
        }
    }

    private init(
        _ rule: RedactionRule,
        _ prefix: String,
        _ lengths: ClosedRange<Int>,
        _ alphabet: Alphabet,
        isRandom: Bool = false
    ) {
        self.rule = rule
        self.prefix = Array(prefix.utf8)
        self.lengths = lengths
        self.alphabet = alphabet
        self.isRandom = isRandom
    }

    /// A longer run is data.
    static let longest = 512

    /// The first that fits counts, so a longer prefix stands before a shorter one.
    static let all: [TokenShape] = [
        TokenShape(.anthropic, "sk-ant-", 20...longest, .name),
        TokenShape(.openai, "sk-", 20...longest, .name, isRandom: true),
        TokenShape(.google, "AIza", 35...35, .name), TokenShape(.aws, "AKIA", 16...16, .base32),
        TokenShape(.aws, "ASIA", 16...16, .base32), TokenShape(.aws, "ABIA", 16...16, .base32),
        TokenShape(.huggingface, "hf_", 30...64, .plain), TokenShape(.github, "github_pat_", 30...longest, .name),
        TokenShape(.github, "ghp_", 36...longest, .plain), TokenShape(.github, "gho_", 36...longest, .plain),
        TokenShape(.github, "ghu_", 36...longest, .plain), TokenShape(.github, "ghs_", 36...longest, .plain),
        TokenShape(.github, "ghr_", 36...longest, .plain),
        TokenShape(.slack, "xoxb-", 10...longest, .name), TokenShape(.slack, "xoxp-", 10...longest, .name),
        TokenShape(.slack, "xoxa-", 10...longest, .name), TokenShape(.slack, "xoxr-", 10...longest, .name),
        TokenShape(.slack, "xoxs-", 10...longest, .name), TokenShape(.slack, "xoxo-", 10...longest, .name),
        TokenShape(.slack, "xoxe-", 10...longest, .name), TokenShape(.slack, "xoxe.", 10...longest, .dotted),
        TokenShape(.slack, "xapp-", 10...longest, .name),
    ]

    /// The bytes that a prefix can start with.
    static let canStart: [Bool] = (0..<256).map { byte in all.contains { $0.prefix.first == UInt8(byte) } }

    /// The credential of this shape at `place`; nil when there is none.
    func range(in text: [UInt8], at place: Int) -> Range<Int>? {
        guard text[place...].starts(with: prefix) else { return nil }
        let start = place + prefix.count
        var end = start
        while end < text.count, end - start <= Self.longest, alphabet.holds(text[end]) { end += 1 }
        guard lengths.contains(end - start) else { return nil }
        // A fixed length that goes on is another thing.
        guard end == text.count || !Characters.isLetterOrDigit(text[end]) else { return nil }
        if isRandom { guard Randomness.isLikely(text[start..<end]) else { return nil } }
        return place..<end
    }
}
