/// Text in an array of characters inside a C structure, which Swift sees as a tuple.
enum CText {
    /// Up to the first zero.
    static func text<Characters>(_ characters: Characters) -> String {
        unsafe withUnsafeBytes(of: characters) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
