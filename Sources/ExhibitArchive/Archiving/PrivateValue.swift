import ExhibitCrypto

/// A value that only its owner keeps, and the commitment that stands for it in the record.
package struct PrivateValue: Sendable, Hashable {
    package let text: String
    /// 64 hex characters.
    package let commit: String
    package let salt: [UInt8]

    package init(text: String, commit: String, salt: [UInt8]) {
        self.text = text
        self.commit = commit
        self.salt = salt
    }

    /// Commits to `text` under a salt of its own; `random` gives as many bytes as it is asked for.
    package init(committing text: String, _ random: (Int) -> [UInt8]) {
        let salt = random(Commitment.saltLength)
        self.init(text: text, commit: Commitment.hex(salt: salt, value: text), salt: salt)
    }
}
