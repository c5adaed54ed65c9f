import ExhibitArchive
import ExhibitModel
import ExhibitProvider

/// The media that an answer holds itself, decoded.
struct InlineMedia {
    struct Found: Sendable {
        let sha256: Digest
        let bytes: Int
    }

    /// By the reference's place in the answer; what does not decode is not there.
    private(set) var media: [Int: Found] = [:]
    /// Bytes that are no blob of the archived body and have to be stored for themselves.
    private(set) var blobs: [StagedBlob] = []

    static func decode(
        _ references: [MediaReference],
        _ read: ReadReply,
        _ captured: CapturedBody,
        into folder: String
    ) throws -> InlineMedia {
        var inline = InlineMedia()
        for (place, reference) in references.enumerated() {
            switch reference.kind {
            case .body:
                guard let file = captured.wholeFile else { continue }
                inline.media[place] = Found(sha256: file.sha256, bytes: file.bytes)
            case .base64, .dataURL:
                guard let string = read.strings(reference).first,
                    let decoded = try read.text?.decodeBase64(string, into: folder)
                else { continue }
                inline.media[place] = Found(sha256: decoded.sha256, bytes: decoded.bytes)
                if case .assembled(let file) = decoded { inline.blobs.append(file.take()) }
            case .joinedBase64:
                guard let file = try read.text?.decodeBase64(joining: read.strings(reference), into: folder) else {
                    continue
                }
                inline.media[place] = Found(sha256: file.sha256, bytes: file.bytes)
                inline.blobs.append(file.take())
            case .url, .path, .localFile: continue
            }
        }
        return inline
    }
}
