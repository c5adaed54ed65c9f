/// One piece of what a string of a ``BodyText`` stands for.
package enum ResolvedPart: Hashable, Sendable {
    case text(String)
    /// The base64 spelling of a blob, by its index in the ``BodyText``.
    case blob(Int)
    case withheld
}
