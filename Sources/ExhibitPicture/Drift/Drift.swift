/// What an edit did to a picture, inside and outside of its mask.
///
/// A pixel counts as changed when any of its decoded red, green, blue and opacity differs at all; outside is where the
/// mask is 0, inside everything else. A result of another size is resized to the original's first, which ``geometry`` tells.
package struct Drift: Sendable, Hashable {
    package enum Geometry: String, Sendable, Hashable {
        case exact
        /// Another size of the same shape: scaled to one of the original's edges, the other is less than a pixel off.
        case resized
        case differentAspect = "different_aspect"
    }

    /// Nil, as the two next, when the mask leaves no pixel outside.
    package let outsideChangedPixels: Int?
    /// Per million of the pixels outside, to the nearest, but 0 only for none and 1 000 000 only for all.
    package let outsideChangedPPM: Int?
    /// The mean difference of red, green and blue over the pixels outside, in thousandths of one of 255 levels; to the
    /// nearest, but 0 only for none.
    package let outsideMeanAbsMilli: Int?
    /// As ``outsideChangedPPM``; nil when the mask is empty.
    package let insideChangedPPM: Int?
    package let geometry: Geometry
}
