package import ExhibitModel

/// A credential that this process holds, so that it can be found wherever it turns up.
package struct KnownSecret: Sendable {
    /// How the audit calls it, such as `$HAPPY_KEY`; never part of the value.
    package let name: String
    package let value: Secret
    /// Whether the value comes from a field that holds credentials: then six bytes are enough to look for, else eight.
    package let isCredential: Bool

    package init(name: String, value: Secret, isCredential: Bool = true) {
        self.name = name
        self.value = value
        self.isCredential = isCredential
    }

    var shortest: Int { isCredential ? 6 : 8 }
}
