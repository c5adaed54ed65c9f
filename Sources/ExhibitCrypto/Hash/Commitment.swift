import ExhibitModel

/// What stands for a private value in evidence: nothing about the value can be told from it, and whoever is shown value
/// and salt can check that they are the ones.
package enum Commitment {
    package static let saltLength = 16

    /// SHA-256 of `evidence/commit/v1\n`, salt and value, as hex.
    ///
    /// Anything but 16 bytes of salt is our bug: a short one could be searched.
    package static func hex(salt: [UInt8], value: String) -> String {
        precondition(salt.count == saltLength, "a commitment's salt has 16 bytes")
        return SHA256.hash(Array("evidence/commit/v1\n".utf8) + salt + Array(value.utf8)).hex
    }
}
