/// An object that was found in a picture.
package struct SelectedObject: Sendable, Hashable {
    /// 255 = the object.
    package let mask: Mask
    /// The one that was used: never ``ObjectSelection/Mode/auto``.
    package let mode: ObjectSelection.Mode
    /// 1000 for opacity, which is the picture's own word.
    ///
    /// For a backdrop, the share of the border that has its colour, times the share of the object that would be left
    /// if the threshold were half as large again.
    package let confidencePermille: Int
}
