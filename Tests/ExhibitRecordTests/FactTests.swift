import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import Testing

@testable import ExhibitRecord

@Suite struct FactTests {
    private func facts(_ sample: SampleRun = .plain(), uses: Int = 1, signed: Bool = true) throws -> JSONValue {
        FactDocument.of(try sample.replay(), FactDocument.Context(sha256Uses: uses, signed: signed))
    }

    /// The facts of cli.md that a recorded run has, and where each comes from.
    private static let table: [(pointer: String, value: JSONValue)] = [
        ("/run/id", .string(SampleRun.id)), ("/run/task_name", "cat"), ("/run/task_key", "k-1"),
        ("/run/state", "succeeded"), ("/run/attempts", 1), ("/run/elapsed_ms", 5000),
        ("/request/provider", "happy"), ("/request/provider_source", "--provider"), ("/request/dialect", "openai"),
        ("/request/model", "m"), ("/request/model_source", "--model"), ("/request/mode", "generation"),
        ("/request/route", "generations"), ("/request/guard", "applied"), ("/request/prompt_unchanged", false),
        ("/request/prompt_guarded", true), ("/request/size", "64x32"), ("/request/references_dropped", false),
        ("/request/fields_dropped", []), ("/request/input_images/0/bytes", 10), ("/adapter/simulated", false),
        ("/transport/scheme", "https"), ("/transport/host", "gw.example"), ("/transport/peer_scope", "public"),
        ("/transport/http_version", "2"), ("/transport/tls_version", "TLSv1.3"), ("/transport/tls_verified", true),
        ("/transport/custom_ca", false), ("/transport/proxy", false), ("/transport/request_id", "req_1"),
        ("/transport/status", 200), ("/response/raw_bytes", 5000), ("/response/source", "gateway"),
        ("/response/echoed/model", "m-2"), ("/outputs/0/bytes", 1_843_201), ("/outputs/0/media_type", "image/png"),
        ("/outputs/0/width", 64), ("/outputs/0/height", 32), ("/outputs/0/decodes", true),
        ("/outputs/0/complete", true), ("/outputs/0/derivation", "verified"), ("/artifact/kind", "image"),
        ("/artifact/complete", true), ("/artifact/sha256_uses", 1), ("/size/requested", "64x32"),
        ("/size/echoed", "64x32"), ("/size/observed", "64x32"), ("/size/match", true), ("/cost/micros", 42_000),
        ("/cost/currency", "USD"), ("/cost/source", "echoed"), ("/evidence/grade", "E1"), ("/evidence/entry", 5),
        ("/evidence/anchored", false), ("/levels/request", "requested"), ("/levels/echoed", "echoed"),
        ("/levels/artifact", "observed"), ("/levels/size/requested", "requested"),
    ]

    @Test(arguments: table.map(\.pointer))
    func `each fact follows from an entry`(pointer: String) throws {
        let expected = Self.table.first { $0.pointer == pointer }?.value
        let path = try #require(JSONPointer(pointer))
        #expect(try facts().at(path) == expected)
    }

    @Test func `a mask is no input image`() throws {
        #expect(try facts()["request"]?["input_images"]?.array?.count == 1)
    }

    @Test func `what is not known is absent, never null`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        let facts = try facts(sample)
        for key in ["transport", "response", "outputs", "artifact", "evidence"] { #expect(facts[key] == nil) }
        #expect(facts["size"]?["observed"] == nil)
        #expect(facts["cost"] == ["source": "unknown"])
        func nulls(_ value: JSONValue) -> Int {
            switch value {
            case .null: 1
            case .array(let elements): elements.map(nulls).reduce(0, +)
            case .object(let object): object.members.map { nulls($0.value) }.reduce(0, +)
            default: 0
            }
        }
        #expect(nulls(facts) == 0)
        #expect(nulls(try self.facts()) == 0)
    }

    @Test(arguments: [("signed", "E1"), ("unsigned", "E0"), ("failed", "E0")])
    func `the first grade needs a signed ledger and a verified derivation`(what: String, grade: String) throws {
        var output = SampleRun.output
        if what == "failed" { output["derivation"] = "failed" }
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        sample.add(.artifactStored, attempt: 1, output)
        #expect(try facts(sample, signed: what != "unsigned")["evidence"]?["grade"]?.string == grade)
    }

    @Test func `no private value and no digest of one is a fact`() throws {
        let text = JSONText.compact(try facts())
        for word in ["prompt_commit", "prompt_sha256", "request_sha256", "path", String(repeating: "1", count: 64)] {
            #expect(!text.contains("\"\(word)\"") && !text.contains(String(repeating: "1", count: 64)), "\(word)")
        }
    }

    @Test func `before sending, the request is all that is known`() throws {
        let facts = FactDocument.beforeSending(SampleRun.intent, task: "cat")
        #expect(facts.object?.keys.sorted() == ["adapter", "request", "run"])
        #expect(facts["run"] == ["task_name": "cat", "task_key": "k-1"])
        #expect(facts["adapter"] == [:])
        var sandbox = SampleRun.intent
        sandbox["simulated"] = true
        #expect(FactDocument.beforeSending(sandbox, task: "cat")["adapter"]?["simulated"] == true)
    }

    @Test func `the facts are canonical, and the same whenever they are taken`() throws {
        let first = try CanonicalJSON.bytes(facts())
        #expect(try CanonicalJSON.bytes(facts()) == first)
        #expect(try JSONReader.read(first, .canonical) == facts())
    }

    @Test func `a verdict's bytes depend on policy, facts and time of looking alone`() throws {
        let policy = try Policy(
            parsing: Array(
                #"""
                {"schema":"acceptance/v1","id":"sample","version":"1","title":"S","rules":[
                {"id":"S-01","severity":"error","message":"m","assert":{"path":"/run/task_name","op":"eq","value":"cat"}}]}
                """#.utf8
            )
        )
        let judgement = policy.judge(try facts())
        let digest = Digest(Array(repeating: 1, count: 32))
        let document = VerdictDocument.make(policy.id, digest, digest, asOf: 9, judgement)
        let hex = String(repeating: "01", count: 32)
        #expect(
            String(decoding: try CanonicalJSON.bytes(document), as: UTF8.self)
                == #"{"as_of":9,"facts_sha256":"\#(hex)","policy_id":"sample","policy_sha256":"\#(hex)","#
                + #""rules":[{"id":"S-01","result":"pass","severity":"error"}],"verdict":"accepted"}"#
        )
    }
}
