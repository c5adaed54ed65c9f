import ExhibitArguments
import ExhibitModel

/// The forms of `--since`.
enum SinceTime {
    static func row<Options>(_ field: any Parameter<Options>.Slot<String?>) -> Parameter<Options> {
        .option(
            "since",
            field,
            "Only runs from this time on: today, YYYY-MM-DD, or RFC 3339.",
            value: "TIME",
            essential: true
        )
    }

    /// `today`, `YYYY-MM-DD` or RFC 3339, as the RFC 3339 text that entries carry.
    static func rfc3339(_ text: String, _ now: Timestamp) throws(Report) -> String {
        let day = String(now.description.prefix(10))
        let full = text == "today" ? day : text
        if let time = Timestamp(rfc3339: full) { return time.description }
        if let time = Timestamp(rfc3339: full + "T00:00:00.000Z") { return time.description }
        if full.hasSuffix("Z"), let time = Timestamp(rfc3339: full.dropLast() + ".000Z") { return time.description }
        throw Report(.usageInvalid, "\(text) is not a time", hint: "write today, 2026-11-21, or 2026-11-21T06:56:17Z")
    }
}
