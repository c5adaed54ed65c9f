/// What a derived file is for; the word of `artifact.derived`.
package enum DerivedRole: String, Sendable, Hashable, CaseIterable {
    /// The canonical mask, or the form of it that is sent.
    case mask
    /// A picture with room to grow, which is sent in place of the user's.
    case canvas
    /// The result at another size.
    case fitted
    /// The result with the original put back outside the mask.
    case composited
    /// Where the result differs from the original.
    case heatmap
    case thumbnail
    /// The sounds of several runs as one.
    case joined = "derived"
}
