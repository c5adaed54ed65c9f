import ExhibitJSON
import Testing

@testable import ExhibitPolicy

@Suite struct QuantifierTests {
    @Test(arguments: [
        ("each", #"{"l":[]}"#, Outcome.pass), ("some", #"{"l":[]}"#, .fail),
        ("each", "{}", .indeterminate), ("some", "{}", .indeterminate),
        ("each", #"{"l":{}}"#, .indeterminate), ("some", #"{"l":"x"}"#, .indeterminate),
        ("each", #"{"l":[{"b":1},{"b":2}]}"#, .pass), ("some", #"{"l":[{"b":0},{"b":2}]}"#, .pass),
        ("each", #"{"l":[{"b":1},{"b":0}]}"#, .fail), ("some", #"{"l":[{"b":0},{"b":0}]}"#, .fail),
        ("each", #"{"l":[{"b":1},{}]}"#, .indeterminate), ("some", #"{"l":[{"b":0},{}]}"#, .indeterminate),
        ("each", #"{"l":[{"b":0},{}]}"#, .fail), ("some", #"{"l":[{"b":1},{}]}"#, .pass),
    ])
    func `each and some go over the elements`(word: String, facts: String, expected: Outcome) throws {
        let clause = #"{"\#(word)":{"path":"/l"},"assert":{"path":"/b","op":"gt","value":0}}"#
        #expect(try outcome(clause, on: facts).result == expected)
    }

    @Test func `the empty path inside is the element itself`() throws {
        let clause = #"{"each":{"path":"/l"},"assert":{"path":"","op":"prefix","value":"a"}}"#
        #expect(try outcome(clause, on: #"{"l":["ab","ac"]}"#).result == .pass)
        #expect(try outcome(clause, on: #"{"l":["ab","b"]}"#).result == .fail)
    }

    @Test func `both paths of a comparison start at the element`() throws {
        let clause = #"{"each":{"path":"/l"},"assert":{"path":"/a","op":"eq_path","other":"/b"}}"#
        #expect(try outcome(clause, on: #"{"a":1,"b":2,"l":[{"a":1,"b":1}]}"#).result == .pass)
        #expect(try outcome(clause, on: #"{"a":1,"b":1,"l":[{"a":1,"b":2}]}"#).result == .fail)
    }

    @Test func `arrays inside arrays are reached by nesting, and named from the root`() throws {
        let clause = #"{"each":{"path":"/l"},"assert":{"some":{"path":"/m"},"assert":{"path":"","op":"eq","value":1}}}"#
        #expect(try outcome(clause, on: #"{"l":[{"m":[0,1]},{"m":[1]}]}"#).result == .pass)
        let result = try outcome(clause, on: #"{"l":[{"m":[1]},{"m":[2,0]}]}"#)
        #expect(result.result == .fail)
        #expect(result.path == "/l/1/m/0")
        #expect(result.actual == 2)
    }

    @Test func `an element that has nothing to say is left out`() throws {
        let clause = #"{"each":{"path":"/l"},"assert":{"path":"","op":"in_set","set":"none"}}"#
        #expect(try outcome(clause, on: #"{"l":["a"]}"#).result == .notApplicable)
        #expect(try outcome(clause, on: #"{"l":[]}"#).result == .pass)
    }

    @Test(arguments: [
        (#"{"path":"/w","op":"eq","value":1}"#, #"{"w":1}"#, Outcome.fail),
        (#"{"path":"/w","op":"eq","value":1}"#, #"{"w":2}"#, .notApplicable),
        (#"{"path":"/w","op":"eq","value":1}"#, "{}", .notApplicable),
        (#"{"path":"/w","op":"in_set","set":"none"}"#, #"{"w":1}"#, .notApplicable),
    ])
    func `a rule applies only where its condition passes`(when: String, facts: String, expected: Outcome) throws {
        #expect(try outcome(#"{"path":"/x","op":"exists"}"#, when: when, on: facts).result == expected)
    }

    @Test func `a judgement that would look at too much cannot tell`() throws {
        let elements = Array(repeating: "1", count: Policy.nodeLimit + 1).joined(separator: ",")
        let clause = #"{"each":{"path":"/l"},"assert":{"path":"","op":"eq","value":1}}"#
        let result = try outcome(clause, on: #"{"l":[\#(elements)]}"#)
        #expect(result.result == .indeterminate)
        // As a condition it must not wave the rule through.
        #expect(
            try outcome(#"{"path":"/x","op":"exists"}"#, when: clause, on: #"{"l":[\#(elements)]}"#).result
                == .indeterminate
        )
        let fitting = Array(repeating: "1", count: Policy.nodeLimit - 1).joined(separator: ",")
        #expect(try outcome(clause, on: #"{"l":[\#(fitting)]}"#).result == .pass)
    }
}
