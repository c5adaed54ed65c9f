/// This program, as records and requests name it.
package enum Tool {
    package static let name = "exhibit"
    package static let version = "0.1.0"
    package static let userAgent = "exhibit/\(version)"
}
