import ExhibitJSON
import Testing

@testable import ExhibitPolicy

/// Facts from JSON text.
func facts(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8), .canonical)
}

/// A policy of the rules given, with the further top-level members of `extra`.
func policy(rules: String, extra: String = "") throws -> Policy {
    let text = #"{"schema":"acceptance/v1","id":"t","version":"1","title":"T","rules":[\#(rules)]\#(extra)}"#
    return try Policy(parsing: Array(text.utf8))
}

/// A policy of one error rule `R`, with a set `two` of two values and an empty set `none`.
func policy(asserting clause: String, when condition: String? = nil) throws -> Policy {
    let when = condition.map { #""when":\#($0),"# } ?? ""
    return try policy(
        rules: #"{"id":"R","severity":"error",\#(when)"assert":\#(clause)}"#,
        extra: #","sets":{"two":["a",{"CN":"x"}],"none":[]}"#
    )
}

/// What the one rule of a policy made by ``policy(asserting:when:)`` says.
func outcome(_ clause: String, when condition: String? = nil, on text: String) throws -> RuleResult {
    let judgement = try policy(asserting: clause, when: condition).judge(try facts(text))
    return try #require(judgement.rules.first)
}

/// The file of a shipped policy, read.
func shipped(_ name: String) throws -> Policy {
    try Policy(parsing: try #require(ShippedPolicies.bytes(name)))
}
