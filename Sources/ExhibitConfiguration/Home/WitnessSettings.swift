/// One witness that the ledger's owner trusts: an entry of `witnesses` in the home's `config.json`.
///
/// `{"vkey":"reviewer.example/w1+028b795e+BCms…","url":"https://witness.example/"}`: without a url its cosignatures come as
/// files.
package struct WitnessSettings: Sendable, Hashable {
    /// As `audit witness init` prints it; whether it is one is for the reader to say.
    package let vkey: String
    package let url: String?
    /// Plain http to a public address: the answer is signed, but who asks can be seen.
    package let allowHTTP: Bool
    /// How long an answer is waited for, and so how long a request may be held back.
    package let timeoutSeconds: Int

    package static let defaultTimeoutSeconds = 15
    private static let keys = ["vkey", "url", "allow_http", "timeout_seconds"]

    private init(_ node: ConfigNode) throws(ConfigurationError) {
        try node.refuseKeys(outside: Self.keys)
        guard let vkey = node.member("vkey") else { throw .invalid(node.place, "needs a vkey") }
        self.vkey = try vkey.nonEmptyString()
        url = try node.member("url")?.nonEmptyString()
        allowHTTP = try node.member("allow_http")?.bool() ?? false
        timeoutSeconds = try node.member("timeout_seconds")?.integer(1...120) ?? Self.defaultTimeoutSeconds
    }

    static func list(_ node: ConfigNode) throws(ConfigurationError) -> [WitnessSettings] {
        var list: [WitnessSettings] = []
        for element in try node.elements() { list.append(try WitnessSettings(element)) }
        return list
    }
}
