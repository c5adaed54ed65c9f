/// Bounds on what goes into a request (formats.md, "Limits").
package enum InputLimits {
    /// Of one file: 50 MiB.
    package static let bytes = 50 << 20
    /// Images in one request, unless a policy says more.
    package static let images = 5
    /// Files in one request, whatever a policy says: a list in an entry holds no more.
    package static let recorded = 16
}
