/// Which headers, fields and query parameters hold credentials, by their names alone.
enum CredentialNames {
    private static let headers: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key", "x-goog-api-key",
        "xi-api-key", "ocp-apim-subscription-key",
    ]

    /// Names that mean a credential wherever they stand.
    private static let fields: Set<String> = [
        "api_key", "apikey", "api-key", "token", "access_token", "refresh_token", "id_token", "password", "passwd",
        "secret", "client_secret", "authorization", "subscription-key",
    ]

    /// Names that mean a credential in a query, and elsewhere only when the value looks like one.
    private static let ambiguous: Set<String> = ["key", "auth", "sig", "signature", "credential"]

    private static let queries: Set<String> = [
        "key", "auth", "sig", "signature", "policy", "key-pair-id", "awsaccesskeyid", "ossaccesskeyid",
        "googleaccessid",
        "q-signature", "q-ak", "hmac",
    ]

    private static let suffixes = [
        "-token", "_token", "-secret", "_secret", "-api-key", "_api_key", "-signature", "-credential", "-access-key",
        "_access_key",
    ]

    /// Query values that a reader needs and that open nothing.
    private static let expiries: Set<String> = [
        "expires", "expiry", "exp", "se", "ske", "x-amz-expires", "x-amz-date", "x-goog-expires", "x-goog-date",
        "x-oss-expires", "x-oss-date", "x-tos-expires", "x-tos-date", "q-sign-time",
    ]

    static let longest = 64

    private static let endings: Set<UInt32> = Set(
        [
            "ion", "kie", "key", "ken", "ret", "ord", "swd", "uth", "ial", "ure", "icy", "-id", "yid", "sid", "mac",
            "-ak",
            "sig",
        ].map { ending($0.utf8.suffix(3)) }
    )

    private static func ending(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    /// False for most names that mean nothing, by their last characters: the other functions cost more.
    ///
    /// What starts with `x-auth-` may end in anything.
    static func couldMatch(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        return endings.contains(ending(name.suffix(3))) || first | 0x20 == UInt8(ascii: "x")
    }

    static func isHeader(_ name: String) -> Bool {
        let name = name.lowercased()
        return headers.contains(name) || name.hasPrefix("x-auth-") || isField(name)
    }

    /// Wants the name in lower case, as the functions below do.
    static func isField(_ name: String) -> Bool {
        fields.contains(name) || headers.contains(name) || name.hasPrefix("x-auth-")
            || suffixes.contains(where: name.hasSuffix)
    }

    static func isAmbiguous(_ name: String) -> Bool { ambiguous.contains(name) }

    static func isQuery(_ name: String) -> Bool { queries.contains(name) || isField(name) }

    static func isExpiry(_ name: String) -> Bool { expiries.contains(name) }
}
