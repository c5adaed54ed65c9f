/// How a request that may bill differs from what was asked for; the record of its attempt says so.
package struct Variation: Sendable, Hashable {
    /// The route that it takes in place of the intent's, such as `generations` for references sent as JSON.
    package var route: String?
    /// How reference images travel: `multipart`, `json`, or `none`.
    package var transport: String?
    /// Fields that the caller gave and this request leaves out.
    package var fieldsDropped: [String]
    /// The caller's reference images are not in this request.
    package var referencesDropped: Bool

    package init(
        route: String? = nil,
        transport: String? = nil,
        fieldsDropped: [String] = [],
        referencesDropped: Bool = false
    ) {
        self.route = route
        self.transport = transport
        self.fieldsDropped = fieldsDropped
        self.referencesDropped = referencesDropped
    }
}
