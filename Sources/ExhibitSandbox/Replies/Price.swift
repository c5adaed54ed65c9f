import ExhibitJSON

/// What a provider says that it charged.
enum Price {
    /// A number of dollars with four decimals, such as `0.0015`.
    static func dollars(tenThousandths: Int) -> JSONValue {
        let digits = String(tenThousandths % 10_000)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        return JSONNumber(text: "\(tenThousandths / 10_000).\(padded)").map { .number($0) } ?? .null
    }
}
