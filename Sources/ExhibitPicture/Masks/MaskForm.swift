/// How the file of a given mask says where to edit.
///
/// A file does not name its form. Any pixel that is not fully opaque makes it ``alpha``, as image editors and OpenAI's
/// own examples write it; otherwise a file of greys is ``grey``, anything else ``colour``. A caller who knows better
/// says so, and whoever relies on the guess tells it.
package enum MaskForm: String, Sendable, Hashable, CaseIterable {
    /// The brighter, the more is edited.
    case grey
    /// As ``grey``, by the luma of ITU-R BT.601; opacity is not looked at.
    case colour
    /// The more transparent, the more is edited; colours are not looked at.
    case alpha
}
