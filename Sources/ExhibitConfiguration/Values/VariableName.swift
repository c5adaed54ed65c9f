/// The spelling of an environment variable's name, as OpenClaw takes it.
enum VariableName {
    /// `[A-Z_][A-Z0-9_]*`, the form inside `${…}`.
    static func isValid(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy(isNameByte)
    }

    /// `[A-Z][A-Z0-9_]{2,}`: a bare word that is rather a variable's name than a key.
    static func looksLikeOne(_ text: some StringProtocol) -> Bool {
        text.utf8.count >= 3 && isValid(text) && text.utf8.first != UInt8(ascii: "_")
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
