package import ExhibitModel

/// A provider's wish to be left alone for a while.
package struct Parking: Sendable, Hashable {
    package let provider: String
    package let until: Timestamp

    package init(provider: String, until: Timestamp) {
        self.provider = provider
        self.until = until
    }
}
