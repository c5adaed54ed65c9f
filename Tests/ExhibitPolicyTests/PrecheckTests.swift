import ExhibitJSON
import Testing

@testable import ExhibitPolicy

@Suite struct PrecheckTests {
    private static let bad = #"{"path":"/request/model","op":"eq","value":"m"}"#
    private static let good = #"{"path":"/request/provider","op":"eq","value":"p"}"#
    private static let missing = #"{"path":"/request/gone","op":"eq","value":"p"}"#
    private static let later = #"{"path":"/transport/scheme","op":"eq","value":"https"}"#
    private static let known =
        #"{"request":{"provider":"p","model":"x","list":[],"one":[{"a":1}]},"run":{"task_name":"n","state":"planned"},"transport":{"scheme":"http"}}"#

    @Test(arguments: [
        (bad, true), (good, false), (missing, false), (later, false),
        (#"{"all":[\#(later),\#(bad)]}"#, true), (#"{"all":[\#(later),\#(good)]}"#, false),
        (#"{"all":[\#(later),\#(missing)]}"#, false), (#"{"all":[\#(missing),\#(bad)]}"#, true),
        (#"{"any":[\#(later),\#(bad)]}"#, false), (#"{"any":[\#(bad),\#(bad)]}"#, true),
        (#"{"any":[\#(missing),\#(bad)]}"#, false), (#"{"not":\#(good)}"#, true), (#"{"not":\#(later)}"#, false),
        // Whether a fact is there is not known before the reply, however plainly it is missing now.
        (#"{"path":"/response/source","op":"exists"}"#, false), (#"{"path":"/transport/scheme","op":"absent"}"#, false),
        (#"{"path":"/response/source","op":"type","value":"string"}"#, false),
        (#"{"path":"/request/gone","op":"exists"}"#, true), (#"{"path":"/request/model","op":"absent"}"#, true),
        (#"{"path":"/request/model","op":"eq_path","other":"/response/echoed/model"}"#, false),
        (#"{"path":"/request/model","op":"eq_path","other":"/request/provider"}"#, true),
        (#"{"path":"/run/task_name","op":"eq","value":"x"}"#, true),
        (#"{"path":"/run/state","op":"eq","value":"x"}"#, false),
        (#"{"path":"/run","op":"absent"}"#, false), (#"{"path":"/requests","op":"exists"}"#, false),
        (#"{"path":"","op":"type","value":"array"}"#, false),
        (#"{"each":{"path":"/outputs"},"assert":\#(bad)}"#, false),
        (#"{"some":{"path":"/request/list"},"assert":{"path":"","op":"exists"}}"#, true),
        (#"{"each":{"path":"/request/one"},"assert":{"path":"/a","op":"eq","value":2}}"#, true),
        (#"{"path":"/transport/scheme","op":"in_set","set":"none"}"#, false),
        (#"{"any":[\#(bad),{"path":"/transport/scheme","op":"in_set","set":"none"}]}"#, true),
    ])
    func `only what fails whatever the reply brings refuses`(clause: String, refuses: Bool) throws {
        let results = try policy(asserting: clause).precheck(try facts(Self.known))
        #expect(results.map(\.id) == (refuses ? ["R"] : []))
        #expect(results.allSatisfy { $0.result == .fail })
    }

    @Test(arguments: [(later, false), (good, true), (bad, false), (missing, false)])
    func `a rule refuses only where its condition is sure to pass`(condition: String, refuses: Bool) throws {
        let results = try policy(asserting: Self.bad, when: condition).precheck(try facts(Self.known))
        #expect(results.isEmpty == !refuses)
    }

    @Test(arguments: [(later, true), (good, true), (bad, false), (missing, false)])
    func `a policy that is sure not to apply refuses nothing`(appliesTo: String, refuses: Bool) throws {
        let policy = try policy(
            rules: #"{"id":"R","severity":"error","assert":\#(Self.bad)}"#,
            extra: #","applies_to":\#(appliesTo)"#
        )
        #expect(policy.precheck(try facts(Self.known)).isEmpty == !refuses)
    }

    @Test(arguments: ["review", "warn"])
    func `a rule that would not reject refuses nothing`(severity: String) throws {
        let policy = try policy(rules: #"{"id":"R","severity":"\#(severity)","assert":\#(Self.bad)}"#)
        #expect(policy.precheck(try facts(Self.known)).isEmpty)
    }

    @Test(arguments: [
        ("/request", true), ("/request/model", true), ("/request/input_images/0/sha256", true),
        ("/run/task_name", true),
        ("/run/task_key", true), ("/adapter/simulated", true), ("", false), ("/requests", false), ("/run", false),
        ("/run/state", false), ("/run/task_names", false), ("/adapter", false), ("/transport/scheme", false),
    ])
    func `what is known before sending is a short list`(pointer: String, known: Bool) {
        #expect(Policy.isKnownBeforeSending(pointer) == known)
    }

    @Test func `the caller may know more or less`() throws {
        let policy = try policy(asserting: Self.later)
        #expect(policy.precheck(try facts(Self.known), known: { _ in true }).map(\.id) == ["R"])
        #expect(policy.precheck(try facts(Self.known), known: { _ in false }).isEmpty)
    }
}
