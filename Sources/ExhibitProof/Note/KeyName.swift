/// The name of a signer, which stands in notes and keys: `<domain>/evidence/<ledger>` or the like.
enum KeyName {
    /// Not empty, and without white space and plus signs, which end a name in notes and in keys.
    static func isValid(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && !name.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" || $0.value < 32 }
    }

    /// Whether two names are the same bytes: strings that only look alike are equal in Swift, but not to signatures.
    static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}
