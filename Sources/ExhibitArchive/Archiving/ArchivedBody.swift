package import ExhibitModel
package import ExhibitRedaction

/// A body as it may be kept: the document, and everything that has to be stored beside it.
package struct ArchivedBody: Sendable, Hashable {
    package let document: BodyDocument
    package let documentDigest: Digest
    /// The blobs that the segments name, each once, and last the document itself.
    ///
    /// Files belong to whoever holds this value. What a request takes from the store is not among them.
    package let blobs: [StagedBlob]
    package let commitments: [PrivateValue]
    package let sealed: [SealedBox]
    package let redactions: [RedactionCount]

    /// Whether the body holds private values, so that its own hash must not be published.
    package var holdsPrivate: Bool { !commitments.isEmpty }

    /// Whether the stored segments give back the very bytes, as long as private and sealed values are kept.
    package var isExact: Bool { redactions.isEmpty }
}
