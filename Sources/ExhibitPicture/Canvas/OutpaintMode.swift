/// What stands in the new area of a canvas before it is painted.
package enum OutpaintMode: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case transparent
    /// The picture itself, stretched over the whole canvas and blurred: its colours, about where they will go on.
    case blur
    /// One colour, which may be transparent.
    case solid
}
