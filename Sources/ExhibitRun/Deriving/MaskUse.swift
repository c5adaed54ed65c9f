package import ExhibitModel
package import ExhibitPicture
package import ExhibitProvider

/// The canonical mask of a run, and how it went to the provider.
package struct MaskUse: Sendable, Hashable {
    /// How the provider reads the mask; `none`: it was not sent.
    package let convention: MaskConvention
    /// How the mask that the user gave said where to paint; nil for one that was made here.
    package let form: MaskForm?
    /// The file of the canonical mask.
    package let canonical: Digest
    /// The file that was sent; nil when none was.
    package let sent: Digest?

    package init(convention: MaskConvention, form: MaskForm?, canonical: Digest, sent: Digest?) {
        self.convention = convention
        self.form = form
        self.canonical = canonical
        self.sent = sent
    }
}
