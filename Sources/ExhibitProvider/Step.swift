package import ExhibitJSON

/// What a dialect wants done next.
package enum Step: Sendable, Hashable {
    case send(ProviderRequest)
    case poll(ProviderRequest, after: Duration)
    /// - Parameter usage: the provider's own object, as it came.
    case done([MediaReference], echoed: Echoed, usage: JSONValue?)
    case fail(ProviderFailure)
}
