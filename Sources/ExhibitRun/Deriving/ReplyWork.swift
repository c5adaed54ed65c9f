package import ExhibitModel
package import ExhibitPicture

/// What is done with the pictures of an answer before the run is judged.
///
/// Stands in the intent, so that a run that is resumed does it, too.
package struct ReplyWork: Sendable, Hashable {
    /// The picture that was to be changed, and the canonical mask of what was to be painted: files of one size.
    package struct Masked: Sendable, Hashable {
        package let original: Digest
        package let mask: Digest

        package init(original: Digest, mask: Digest) {
            self.original = original
            self.mask = mask
        }
    }

    /// The first output is measured against these.
    package var measures: Masked?
    /// The original is put back outside the mask; takes ``measures`` to do it.
    package var preservesOutside: Bool
    /// Then the picture is brought to this size.
    package var fit: Fit?

    package init(measures: Masked? = nil, preservesOutside: Bool = false, fit: Fit? = nil) {
        precondition(!preservesOutside || measures != nil, "what is put back is known")
        self.measures = measures
        self.preservesOutside = preservesOutside
        self.fit = fit
    }

    /// Whether the user is to get another file than the provider's: then that one stands beside it.
    package var finishes: Bool { preservesOutside || fit != nil }

    package var isEmpty: Bool { measures == nil && !finishes }
}
