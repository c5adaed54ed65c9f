package import ExhibitModel
package import ExhibitRedaction

/// A body as it was received: the text in memory, the media in temporary files.
package struct CapturedBody: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        case text([UInt8])
        /// Decoded; encoding it again in this shape gives what was received.
        case base64(Base64Shape, CapturedFile)
        /// A run of base64 that is no media and holds a credential, as it was received.
        case credential([UInt8], tag: String)
        /// A whole binary body, or what was beyond the limit of text.
        case raw(CapturedFile)
    }

    /// Which limit the body passed.
    package enum Excess: Sendable, Hashable {
        case text
        case media
    }

    /// Of the bytes as received.
    package let rawSHA256: Digest
    package let rawBytes: Int64
    package let pieces: [Piece]
    package let excess: Excess?
    /// What was taken out of the overflow, which then is not the bytes received.
    package let overflowRedactions: [RedactionCount]

    /// Whether the text was longer than its limit, so that the body cannot be read.
    package var overflow: Bool { excess == .text }

    /// The file that is the whole body, such as a picture fetched by its URL.
    package var wholeFile: CapturedFile? {
        guard pieces.count == 1, !overflow, case .raw(let file)? = pieces.first else { return nil }
        return file
    }

    /// The text in which a short placeholder stands for each run of base64, for a JSON reader.
    ///
    /// - Throws: `notText` for a binary body and `textExceeded` for one that overflowed.
    package func reading() throws(ArchiveError) -> BodyText {
        if overflow { throw .textExceeded }
        if wholeFile != nil { throw .notText }
        var builder = BodyText.Builder()
        for piece in pieces {
            switch piece {
            case .text(let bytes), .credential(let bytes, _): builder.append(bytes)
            case .base64(let shape, let file):
                builder.append(
                    .blob(BodyText.Blob(sha256: file.sha256, bytes: file.bytes, shape: shape, source: file.source))
                )
            case .raw(let file):
                builder.append(
                    .blob(BodyText.Blob(sha256: file.sha256, bytes: file.bytes, shape: nil, source: file.source))
                )
            }
        }
        return builder.text
    }
}
