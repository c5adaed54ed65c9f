import ExhibitJSON

/// Rules over the facts of one run (`acceptance/v1`), as read from one strict JSON document.
///
/// A value: the same policy and the same facts give the same verdict on every machine and in every year.
package struct Policy: Sendable, Hashable {
    package static let schema = "acceptance/v1"
    package static let ruleLimit = 200
    /// Bounds one judgement; a rule that is cut off by it is indeterminate, never passed over.
    package static let nodeLimit = 10_000

    package let id: String
    package let version: String
    package let title: String
    /// The bytes of RFC 8785 whose SHA-256 names this policy in every verdict.
    package let canonical: [UInt8]
    package let limits: PolicyLimits
    package let rules: [Rule]
    /// The public keys whose waivers count.
    package let reviewers: [String]
    /// The ids of the rules that a waiver may set aside.
    package let waivable: Set<String>
    /// More failing warnings than this need a review; nil: any number is shown and accepted.
    package let maxWarn: Int?
    package let tests: [PolicyTest]
    let appliesTo: Clause?
    let guards: [PromptGuard]
    let sets: [String: [JSONValue]]

    /// - Throws: ``PolicyError`` with the place of the first thing that is not exactly `acceptance/v1`.
    package init(parsing bytes: [UInt8]) throws(PolicyError) {
        self = try PolicyReader(bytes).policy()
    }

    init(header: PolicyReader.Header, canonical: [UInt8], body: PolicyReader.Body, tests: [PolicyTest]) {
        id = header.id
        version = header.version
        title = header.title
        self.canonical = canonical
        limits = header.limits
        reviewers = header.reviewers
        maxWarn = header.maxWarn
        guards = header.guards
        sets = header.sets
        appliesTo = body.appliesTo
        rules = body.rules
        waivable = body.waivable
        self.tests = tests
    }
}
