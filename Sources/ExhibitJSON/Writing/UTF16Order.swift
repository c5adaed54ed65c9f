extension String {
    /// The order of UTF-16 code units (RFC 8785 §3.2.3), found in UTF-8.
    ///
    /// The two orders differ only between scalars above U+FFFF, whose surrogates begin at D800, and U+E000…U+FFFF.
    func precedesInUTF16(_ other: String) -> Bool {
        let left = utf8Span.span
        let right = other.utf8Span.span
        let shared = min(left.count, right.count)
        for index in 0..<shared where left[index] != right[index] {
            let isPair = (left: left[index] >= 0xF0, right: right[index] >= 0xF0)
            if isPair.left, right[index] >= 0xEE, !isPair.right { return true }
            if isPair.right, left[index] >= 0xEE, !isPair.left { return false }
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
