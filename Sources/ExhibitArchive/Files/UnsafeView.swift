extension Array where Element == UInt8 {
    /// `withUnsafeBytes(_:)` for a body that throws one type of error, which the standard library's does not keep.
    func viewed<T, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> T) throws(Failure) -> T {
        let result = unsafe withUnsafeBytes { bytes in
            Result { () throws(Failure) in try unsafe body(bytes) }
        }
        return try result.get()
    }
}
