extension String {
    /// The text with spaces after it, to at least `width` columns.
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
