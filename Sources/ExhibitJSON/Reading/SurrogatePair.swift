/// The two halves that UTF-16 and JSON escapes need for scalars above U+FFFF.
enum SurrogatePair {
    /// Nil unless `lead` and `trail` are the first and the second half.
    static func scalar(_ lead: UInt16, _ trail: UInt16) -> Unicode.Scalar? {
        guard UTF16.isLeadSurrogate(lead), UTF16.isTrailSurrogate(trail) else { return nil }
        return Unicode.Scalar(0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    }
}
