/// Something the reader of a result should know that is not an error.
package struct Note: Sendable, Hashable {
    /// `area.reason_words`, like an error code.
    package let code: String
    package let message: String

    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
