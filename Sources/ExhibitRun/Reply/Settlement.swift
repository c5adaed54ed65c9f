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
        if let micros = costUSD.flatMap(Money.micros) {
            extra["cost"] = ["micros": .int(micros), "currency": "USD", "source": "echoed"]
        }
        return (extra, blobs)
    }
}
