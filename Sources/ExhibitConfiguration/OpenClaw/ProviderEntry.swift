import ExhibitJSON

/// One entry of `models.providers`, as it stands in the file.
package struct ProviderEntry: Sendable {
    package let id: String
    let node: ConfigNode

    package var place: Place { node.place }

    /// As written, `${…}` included.
    package var baseURLText: String? { node.value["baseUrl"]?.string }

    /// Without a key, a provider may still work: on loopback, or with a header of its own.
    package var hasKey: Bool { node.member("apiKey") != nil }
}
