import ExhibitCrypto
import ExhibitJSON
package import ExhibitModel

/// What the record keeps of a body: its segments in order, in the canonical JSON of the format.
package struct BodyDocument: Sendable, Hashable {
    package static let version = 1

    package let segments: [Segment]

    package init(_ segments: [Segment]) {
        self.segments = segments
    }

    /// - Throws: `document` unless `bytes` are exactly what ``canonical`` writes for a document of this version.
    package init(parsing bytes: [UInt8]) throws(ArchiveError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try CanonicalJSON.read(bytes)
        } catch {
            throw .document(error.report.message)
        }
        guard let object = value.object, object.keys.sorted() == ["content_encoding", "segments", "v"] else {
            throw .document("its keys are not those of a body")
        }
        guard object["v"]?.int == Self.version else { throw .document("its version is not \(Self.version)") }
        guard object["content_encoding"]?.string == "identity" else { throw .document("its encoding is not identity") }
        guard let list = object["segments"]?.array else { throw .document("its segments are no list") }
        var segments: [Segment] = []
        segments.reserveCapacity(list.count)
        for (place, item) in list.enumerated() {
            guard let object = item.object, let segment = Segment(object) else {
                throw .document("segment \(place) is not understood")
            }
            segments.append(segment)
        }
        self.segments = segments
    }

    package var canonical: [UInt8] {
        let value: JSONValue = [
            "v": .int(Self.version), "content_encoding": "identity",
            "segments": .array(segments.map { .object($0.json) }),
        ]
        do throws(JSONError) {
            return try CanonicalJSON.bytes(value)
        } catch {
            preconditionFailure("a body document holds hashes, names and small numbers: \(error)")
        }
    }

    package var sha256: Digest { SHA256.hash(canonical) }

    /// The blobs that the segments name, each once, in order.
    package var blobs: [Digest] {
        var seen: Set<Digest> = []
        return segments.compactMap { segment in
            switch segment {
            case .text(let digest), .base64(let digest, _), .raw(let digest):
                seen.insert(digest).inserted ? digest : nil
            case .commit, .sealed, .redacted: nil
            }
        }
    }
}
