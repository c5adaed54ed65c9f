/// Whether the words of a name end like a credential's: `OPENAI_KEY`, `clientSecret`, `db.password2`, `API key`.
enum CredentialWords {
    private static let words: Set<String> = ["secret", "password", "passwd", "passphrase", "token", "apikey"]
    private static let endings = [
        "apikey", "secretkey", "accesskey", "authkey", "privatekey", "accesstoken", "authtoken",
    ]

    /// What makes a key of another kind: a name for a thing, or the half that everybody may know.
    private static let openKeys: Set<String> = [
        "public", "task", "idempotency", "reference", "cache", "primary", "foreign", "sort", "partition", "object",
        "storage", "s3", "file", "image", "video", "audio", "asset", "output", "input", "result", "v", "reviewer",
        "verifier", "dedup", "dedupe", "lookup", "group", "row", "map", "hot", "tag", "surrogate", "natural", "index",
        "prompt", "event", "message", "routing", "shard", "trace", "order", "sql", "config", "translation", "i18n",
    ]
    private static let openTokens: Set<String> = [
        "page", "next", "continuation", "stop", "eos", "bos", "pad", "special",
    ]

    private static let lastLetters: Set<UInt32> = Set(
        ["key", "ken", "ret", "ord", "swd", "ase"].map { letters($0.utf8) }
    )

    private static func letters(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    /// False for most texts, by the last letters of their last word: ``end(_:)`` costs more.
    static func couldEnd(_ text: ArraySlice<UInt8>) -> Bool {
        var end = text.endIndex
        while end > text.startIndex, text.endIndex - end < 4, Characters.isDigit(text[end - 1]) { end -= 1 }
        return lastLetters.contains(letters(text[..<end].suffix(3)))
    }

    static func end(_ name: ArraySlice<UInt8>) -> Bool {
        var words = split(name)
        while let last = words.last, last.utf8.allSatisfy(Characters.isDigit) { words.removeLast() }
        guard let last = words.last?.trimmingDigits else { return false }
        let before = words.dropLast().last ?? ""
        switch last {
        case "key": return words.count > 1 && !openKeys.contains(before)
        case "token": return !openTokens.contains(before)
        default: return self.words.contains(last) || endings.contains { last.hasSuffix($0) }
        }
    }

    /// The words of a name in lower case: split at `_`, `-`, `.`, spaces, and where a capital follows a small letter.
    private static func split(_ name: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasSmall = false
        func close() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in name {
            guard Characters.isLetterOrDigit(byte) else {
                close()
                wasSmall = false
                continue
            }
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            if isCapital, wasSmall { close() }
            wasSmall = !isCapital
            word.append(isCapital ? byte | 0x20 : byte)
        }
        close()
        return words
    }
}

extension String {
    fileprivate var trimmingDigits: String {
        String(decoding: Array(utf8.reversed().drop(while: Characters.isDigit).reversed()), as: UTF8.self)
    }
}
