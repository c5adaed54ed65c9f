/// How the row of an erased blob names the entry that erased it, in place of its media type.
package enum ErasedMark {
    static func text(entry: Int64) -> String { "erased/\(entry)" }

    /// The entry's number; nil for a row of bytes that were not erased.
    package static func entry(_ media: String?) -> Int64? {
        guard let media, media.hasPrefix("erased/") else { return nil }
        return Int64(media.dropFirst(7))
    }
}
