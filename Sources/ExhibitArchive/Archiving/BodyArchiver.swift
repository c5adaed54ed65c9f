import ExhibitCrypto
import ExhibitModel
package import ExhibitRedaction

/// Turns a body into what may be kept of it: no credential, no capability and none of the user's words in clear, and yet
/// every byte back for whoever holds the private values.
package struct BodyArchiver: Sendable {
    private let redactor: Redactor
    private let sealKey: [UInt8]
    private let random: @Sendable (Int) -> [UInt8]

    /// `sealKey` is `keys/seal.key`, 32 bytes; `random` gives as many bytes as asked for that nobody can guess.
    package init(redactor: Redactor, sealKey: [UInt8], random: @escaping @Sendable (Int) -> [UInt8]) {
        self.redactor = redactor
        self.sealKey = sealKey
        self.random = random
    }

    /// Encrypts a capability that stands in no body.
    package func seal(_ capability: String) -> SealedBox {
        SealedBox.seal(capability, key: sealKey, random: random)
    }

    /// What is kept of a received body, whose files go to the result's blobs, but for those of a redacted range.
    ///
    /// `prompts` is what the user asked for, in every version that was sent. A prompt that is glued to a run of base64
    /// loses to it what is spelled in the run's characters, and is then not recognised.
    /// With `hidingPersons` e-mail addresses and telephone numbers become private values too.
    package func archive(
        _ body: CapturedBody,
        prompts: [String],
        hidingPersons: Bool = false
    ) throws(ArchiveError) -> ArchivedBody {
        var layout = Layout()
        var overflow: CapturedFile?
        var dumps: [RedactionSpan] = []
        for piece in body.pieces {
            switch piece {
            case .text(let bytes): layout.append(bytes)
            case .credential(let bytes, let tag):
                let start = layout.count
                layout.append(bytes)
                dumps.append(.secret(start..<layout.count, tag: tag))
            case .base64(let shape, let file): layout.append(.base64(shape, file.sha256, bytes: file.bytes, file))
            case .raw(let file) where body.overflow: overflow = file
            case .raw(let file): layout.append(.raw(file.sha256, bytes: file.bytes, file))
            }
        }
        let text = layout.text
        let privates = PrivateRanges.of(text, layout, prompts: prompts, persons: hidingPersons)
        return try FileFault.archiving { () throws(FileFault) in
            var draft = ArchiveDraft(layout, sealKey: sealKey, random: random)
            try draft.write(text, hiding: Self.merge(dumps, redactor.spans(in: text)), privates)
            if let overflow {
                try draft.write(overflow, redactions: body.overflowRedactions, withoutPrompts(prompts))
            }
            return draft.archived()
        }
    }

    /// What is kept of a request body, whose files are named, not staged: the store has them.
    package func archiveRequest(_ parts: [RequestPart]) throws(ArchiveError) -> ArchivedBody {
        var layout = Layout()
        for part in parts {
            switch part {
            case .text(let bytes): layout.append(bytes)
            case .privateText(let text, let encoding): layout.append(.privateText(text, encoding))
            case .file(let digest, let bytes): layout.append(.raw(digest, bytes: bytes, nil))
            case .fileBase64(let digest, let bytes): layout.append(.base64(Base64Shape(), digest, bytes: bytes, nil))
            }
        }
        let text = layout.text
        return try FileFault.archiving { () throws(FileFault) in
            var draft = ArchiveDraft(layout, sealKey: sealKey, random: random)
            try draft.write(text, hiding: redactor.spans(in: text), [])
            return draft.archived()
        }
    }

    private static func merge(_ dumps: [RedactionSpan], _ spans: [RedactionSpan]) -> [RedactionSpan] {
        guard !dumps.isEmpty else { return spans }
        let rest = spans.filter { span in !dumps.contains { $0.range.overlaps(span.range) } }
        return (dumps + rest).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Text that was too long to read cannot get commitments: prompts in it are taken out like credentials.
    private func withoutPrompts(_ prompts: [String]) -> RedactionStream {
        let secrets = PrivateRanges.phrases(prompts).map { KnownSecret(name: "prompt", value: Secret($0)) }
        return Redactor(secrets: secrets, key: sealKey, home: nil).stream(showingPaths: true)
    }
}
