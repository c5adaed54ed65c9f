import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRedaction

/// What an answer says about its price, for the entry that ends the run.
enum Settlement {
    static func of(_ usage: JSONValue?, _ costUSD: String?, _ words: ProviderWords) -> (JSONObject, [StagedBlob]) {
        var extra: JSONObject = [:]
        var blobs: [StagedBlob] = []
        if let usage {
            let blob = StagedBlob(
                Array(words.redactor.redact(JSONText.compact(usage)).text.utf8),
                media: "application/json"
            )
            extra["usage_blob"] = .string(blob.sha256.hex)
            blobs.append(blob)
        }
        if let micros = costUSD.flatMap(micros) {
            extra["cost"] = ["micros": .int(micros), "currency": "USD", "source": "echoed"]
        }
        return (extra, blobs)
    }

    /// `0.042` as micro-units; nil for what is no plain decimal, or finer than a micro-unit.
    static func micros(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(isDigits), let whole = Int(parts[0]), whole < 1_000_000 else {
            return nil
        }
        var fraction = parts.count == 2 ? parts[1] : ""
        while fraction.utf8.count > 6, fraction.hasSuffix("0") { fraction.removeLast() }
        guard fraction.utf8.count <= 6 else { return nil }
        let padded = fraction + String(repeating: "0", count: 6 - fraction.utf8.count)
        return Int(padded).map { whole * 1_000_000 + $0 }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
