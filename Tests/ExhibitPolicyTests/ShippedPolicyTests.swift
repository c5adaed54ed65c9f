import ExhibitJSON
import Testing

@testable import ExhibitPolicy

@Suite struct ShippedPolicyTests {
    static let names = ShippedPolicies.all.map(\.name)

    @Test func `six policies are shipped, under the names people type`() {
        #expect(
            Self.names == [
                "integrity", "no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested", "inside-the-mask", "sandbox",
            ]
        )
        #expect(ShippedPolicies.bytes("Integrity") == nil)
        #expect(ShippedPolicies.isReserved("no-mock") && !ShippedPolicies.isReserved("mine"))
    }

    @Test(arguments: names)
    func `its own tests pass, and show every rule passing and failing`(name: String) throws {
        let policy = try shipped(name)
        #expect(policy.id == name)
        #expect(!policy.tests.isEmpty)
        #expect(policy.runTests().filter { !$0.passed }.isEmpty)
        #expect(policy.coverage().filter { !$0.isComplete }.isEmpty)
        #expect(Set(policy.runTests().map(\.name)).count == policy.tests.count)
    }

    @Test(arguments: names)
    func `every rule has words of its own, and ids read alike`(name: String) throws {
        for rule in try shipped(name).rules {
            #expect(rule.message != nil)
            #expect(rule.id.contains("-") && rule.id.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" })
        }
    }

    @Test(arguments: names)
    func `the canonical bytes read back as the same policy`(name: String) throws {
        let policy = try shipped(name)
        #expect(try Policy(parsing: policy.canonical) == policy)
    }

    @Test func `the examples' own tests pass, and none has a shipped policy's name`() throws {
        let examples = [("no-cloud-fallback", PackageResources.no_cloud_fallback_json)]
        for (name, bytes) in examples {
            let policy = try Policy(parsing: bytes)
            #expect(policy.id == name && !ShippedPolicies.isReserved(name))
            #expect(!policy.tests.isEmpty && policy.runTests().allSatisfy(\.passed))
            #expect(policy.coverage().filter { !$0.isComplete }.isEmpty)
        }
    }

    @Test func `the policy that the guide shows is valid, and its tests pass`() throws {
        let guide = String(decoding: PackageResources.README_md, as: UTF8.self)
        let block = try #require(guide.split(separator: "```json\n").last?.split(separator: "\n```").first)
        let policy = try Policy(parsing: Array(block.utf8))
        #expect(policy.runTests().map(\.passed) == [true, true])
        #expect(policy.coverage().map(\.isComplete) == [true, true])
    }

    @Test func `the guide names every operator`() {
        let guide = String(decoding: PackageResources.README_md, as: UTF8.self)
        for op in Operator.allCases { #expect(guide.contains("`\(op.rawValue)`")) }
    }

    @Test func `the limits of the pinned pair are those of its sources`() throws {
        for name in ["happy-gpt-image-2", "happy-gpt-image-2-attested"] {
            let limits = try shipped(name).limits
            #expect(limits.maxInputs == 5 && limits.maxWorkers == 4)
            #expect(limits.maxWaiting == nil && limits.maxImages == nil && limits.maxCostMicros == nil)
        }
        #expect(try shipped("integrity").limits == .none)
    }

    @Test func `the attested policy asks for all that the plain one asks for`() throws {
        let attested = try shipped("happy-gpt-image-2-attested")
        let missing = try shipped("happy-gpt-image-2").rules.filter { !attested.rules.contains($0) }
        #expect(missing.map(\.id) == ["EV-01"])
        #expect(attested.rules.contains { $0.id == "AT-01" && $0.severity == .error })
        #expect(try shipped("no-mock").rules.allSatisfy(attested.rules.contains))
    }

    @Test(arguments: ["no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested"])
    func `no production policy accepts a simulated run`(name: String) throws {
        let policy = try shipped(name)
        let accepted = try AcceptedFacts.of(name)
        for simulated: JSONValue? in [true, nil, "false", 0] {
            let facts = accepted.replacing("/adapter/simulated", by: simulated)
            #expect(policy.judge(facts).verdict == .rejected)
            #expect(policy.judge(facts, waived: Set(policy.rules.map(\.id))).verdict == .rejected)
        }
    }

    @Test func `a run on this machine passes the rehearsal and no production policy`() throws {
        let facts = try AcceptedFacts.of("sandbox")
        #expect(try shipped("sandbox").judge(facts).verdict == .accepted)
        #expect(try shipped("integrity").judge(facts).verdict == .accepted)
        for name in ["no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested"] {
            let judgement = try shipped(name).judge(facts)
            #expect(judgement.verdict == .rejected)
            #expect(judgement.rules.filter { $0.result == .fail }.map(\.id).contains("NM-01"))
            #expect(judgement.rules.filter { $0.result == .fail }.map(\.id).contains("NM-02"))
        }
    }

    @Test func `what the request alone decides is known before anything is sent`() throws {
        let policy = try shipped("happy-gpt-image-2")
        let planned = try facts(
            #"{"run":{"task_name":"t","state":"planned"},"request":{"provider":"happy","model":"gpt-image-2","mode":"edit","route":"edits","guard":"not_needed","prompt_unchanged":true,"input_images":[{"role":"image","sha256":"a"}]},"adapter":{"simulated":false}}"#
        )
        #expect(policy.precheck(planned).isEmpty)
        #expect(try shipped("integrity").precheck(planned).isEmpty)
        #expect(try shipped("no-mock").precheck(planned).isEmpty)
        let other = planned.replacing("/request/provider", by: "team").replacing("/request/model", by: "flux-x")
        #expect(
            policy.precheck(other).map(\.message) == [
                "provider is team, must be happy", "model is flux-x, must be gpt-image-2",
            ]
        )
        #expect(policy.precheck(planned.replacing("/request/route", by: "generations")).map(\.id) == ["MODE-01"])
        #expect(policy.precheck(planned.replacing("/adapter/simulated", by: true)).map(\.id) == ["NM-01"])
        #expect(policy.precheck(planned.replacing("/request/guard", by: "raw")).isEmpty)
        #expect(policy.judge(other, refused: true).verdict == .rejected)
    }
}
