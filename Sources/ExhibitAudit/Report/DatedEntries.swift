import ExhibitJSON
package import ExhibitModel

/// That a beginning of the ledger existed by a moment, as an outside party says.
package struct DatedEntries: Sendable, Hashable {
    /// How many entries, from the first on.
    package let size: Int64
    /// The party's own time.
    package let time: Timestamp
    /// The subject of the certificate that signed.
    package let signer: String
    /// The entry that records it.
    package let entry: Int64

    var line: String { "entries 0–\(size - 1) existed by \(time) (\(signer))" }

    var json: JSONValue {
        .object(
            JSONObject([
                ("from", 0), ("to", .number(JSONNumber(size - 1))), ("by", .string(time.description)),
                ("signer", .string(signer)), ("entry", .number(JSONNumber(entry))),
            ])
        )
    }
}
