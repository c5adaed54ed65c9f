import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProvider

/// Bytes that an answer brought, in the store, with the way they follow from it.
struct MediaItem: Sendable {
    /// Of its reference in the answer, from 0.
    let place: Int
    let sha256: Digest
    let bytes: Int
    let reference: MediaReference
    /// The sequence number of the response that holds them.
    var response: Int64
    /// `verified` when the recorded body gives these bytes.
    var derivation: String
    /// For a download: the response that named the address.
    var named: Int64?
    /// The address as it stands in a text that holds more than it; without the query, which may be a capability.
    var written: String?

    /// The entry's `from`.
    var origin: JSONValue {
        var from: JSONObject = [
            "seq": .number(JSONNumber(response)), "pointer": .string(named == nil ? reference.pointer : ""),
            "decode": .string(named == nil ? reference.decode : "body"),
        ]
        if let named {
            var place: JSONObject = ["seq": .number(JSONNumber(named)), "pointer": .string(reference.pointer)]
            place["written"] = written.map { .string(String($0.prefix { $0 != "?" && $0 != "#" })) }
            from["named_by"] = .object(place)
        }
        return .object(from)
    }
}

extension MediaItem {
    /// Media that is the whole body of a response of its own, which `named` has led to.
    init(
        _ file: CapturedFile,
        _ document: BodyDocument,
        response: Int64,
        _ reference: MediaReference,
        _ place: Int,
        named: Int64,
        written: String? = nil
    ) {
        let isWhole = document.segments == [.raw(file.sha256)]
        self.init(
            place: place,
            sha256: file.sha256,
            bytes: file.bytes,
            reference: reference,
            response: response,
            derivation: (isWhole ? Derivation.verified : .failed).rawValue,
            named: named,
            written: written
        )
    }
}
