import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitProvider
import ExhibitRecord
import Testing

@testable import ExhibitRun

@Suite struct PlanTests {
    private static func policy(_ id: String, model: String) throws -> AdoptedPolicy {
        AdoptedPolicy(
            try Policy(
                parsing: Array(
                    #"""
                    {"schema":"acceptance/v1","id":"\#(id)","version":"1","title":"S","rules":[
                    {"id":"S-01","severity":"error","message":"another model","assert":
                    {"path":"/request/model","op":"eq","value":"\#(model)"}},
                    {"id":"S-02","severity":"error","message":"simulated","assert":
                    {"path":"/adapter/simulated","op":"eq","value":false}}]}
                    """#.utf8
                )
            )
        )
    }

    private static let input = Intent.Input(
        role: .image,
        path: "/private/place/cat.png",
        name: "cat.png",
        sha256: SHA256.hash([1]),
        bytes: 1,
        mediaType: "image/png",
        width: 4,
        height: 5
    )

    private static func plan(
        _ policies: [AdoptedPolicy] = [],
        endpoint: String? = nil,
        simulated: Bool = false
    ) throws -> RunPlan {
        let intent = Intent(
            provider: "happy",
            providerSource: "--provider",
            dialect: "openai",
            model: "m",
            modelSource: "--model",
            mode: .edit,
            route: "edits",
            endpoint: endpoint,
            prompt: "A cat in a secret place",
            sentPrompt: "A cat in a secret place, no text",
            promptGuard: .applied,
            options: [
                Intent.Option("size", .text("64x64")), Intent.Option("n", .integer(2)),
                Intent.Option("guidance", .decimal("0.65")), Intent.Option("raw", .flag(true)),
            ],
            inputs: [input],
            extraJSON: #"{"user":"u-1"}"#,
            taskName: "cat",
            taskKey: "k-1"
        )
        let run = try #require(ULID("01KAHC0000000000000000000A"))
        return RunPlan(
            run: run,
            intent: intent,
            provider: ProviderConnection(
                id: "happy",
                dialect: "openai",
                baseURL: "https://gw.example",
                isSimulated: simulated
            ),
            policies: policies,
            delivery: Delivery(
                folder: "/private/out",
                stem: "cat-x",
                exactPath: "/private/out/a.png",
                overwrites: true,
                copies: true,
                runFolder: "/private/out/_runs/cat-x"
            ),
            retry: RetryPlan(maxAttempts: 2),
            timeoutMilliseconds: 5000,
            sendsAnyway: false,
            config: [:]
        )
    }

    private static func planned(_ plan: RunPlan) -> Planned {
        let request = ProviderRequest(
            method: "POST",
            url: "https://gw.example/v1/images/edits",
            body: .none,
            purpose: .submit()
        )
        return Planned(
            request: request,
            sent: Sent(model: "m", prompt: plan.intent.sentPrompt, size: "64x64", n: 2, overwritten: [])
        )
    }

    private static func body(_ plan: RunPlan) throws -> (body: JSONObject, values: [PrivateValue]) {
        var values = PrivateValues { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0) }
        let body = try IntentBody.make(
            plan,
            planned(plan),
            dialectVersion: 1,
            tag: { SHA256.hash($0).hex },
            &values
        )
        return (body, values.all)
    }

    @Test func `an intent holds no private value in clear`() throws {
        let (body, values) = try Self.body(Self.plan(endpoint: "/v1/images/edits?key=sk-123456"))
        let text = JSONText.compact(.object(body))
        for word in ["secret place", "cat.png", "/private", "u-1", "sk-123456", "?"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(values.map(\.text).contains("A cat in a secret place"))
        #expect(body["prompt_unchanged"] == false && body["guard"] == "applied")
        #expect(body["idempotency_key"] == "01KAHC0000000000000000000A")
        #expect(try CanonicalJSON.bytes(.object(body)).count < Entry.sizeLimit)
    }

    @Test func `equal requests have equal tags, wherever they are delivered`() throws {
        let first = try Self.plan()
        var second = first
        second.delivery.folder = "/elsewhere"
        second.timeoutMilliseconds = 1
        #expect(try Self.body(first).body["request_tag"] == Self.body(second).body["request_tag"])
        second.intent.options.removeLast()
        #expect(try Self.body(first).body["request_tag"] != Self.body(second).body["request_tag"])
    }

    @Test(arguments: [String?.none, "/v1/other", "/v1/other?a=b"])
    func `a resumed run asks for what it asked for`(endpoint: String?) throws {
        let policy = try Self.policy("sample", model: "m")
        let plan = try Self.plan([policy], endpoint: endpoint)
        let (body, values) = try Self.body(plan)
        let entry = Entry(
            seq: 2,
            at: Timestamp(milliseconds: 0),
            session: 1,
            EntryDraft(.requestIntent, run: plan.run.description, task: "cat", body)
        )
        let replay = try #require(RunReplay(try Entry(parsing: entry.canonical(), at: 2)))
        func sources(without erased: String? = nil) -> ResumedPlan.Sources {
            ResumedPlan.Sources(
                privateValue: { commit in values.first { $0.commit == commit && $0.text != erased }?.text },
                blob: { _ in nil },
                policy: { _ in policy.policy },
                artifactPath: { "/store/\($0.hex.prefix(4))" }
            )
        }
        let again = try ResumedPlan.make(
            replay,
            provider: plan.provider,
            config: [:],
            retry: RetryPlan(maxAttempts: 2),
            sources()
        )
        var expected = plan.intent
        // The store has the bytes; decimals are texts, and options are in canonical order.
        expected.inputs = []
        expected.options = []
        var found = again.intent
        #expect(found.inputs.map(\.path) == ["/store/\(Self.input.sha256.hex.prefix(4))"])
        #expect(found.inputs.map(\.name) == ["cat.png"] && found.inputs.map(\.width) == [4])
        #expect(
            Set(found.options) == [
                Intent.Option("size", .text("64x64")), Intent.Option("n", .integer(2)),
                Intent.Option("guidance", .text("0.65")), Intent.Option("raw", .flag(true)),
            ]
        )
        found.inputs = []
        found.options = []
        #expect(found == expected)
        #expect(again.run == plan.run && again.delivery == plan.delivery)
        #expect(again.timeoutMilliseconds == 5000)
        #expect(again.policies == [policy])
        #expect {
            _ = try ResumedPlan.make(
                replay,
                provider: plan.provider,
                config: [:],
                retry: RetryPlan(),
                sources(without: "A cat in a secret place")
            )
        } throws: { ($0 as? Report)?.code == .runNotResumable }
    }

    @Test(arguments: [("m", false, [String]()), ("other", false, ["sample"]), ("m", true, ["sample"])])
    func `what the request alone decides is refused before it is paid for`(
        model: String,
        simulated: Bool,
        refusing: [String]
    ) throws {
        let plan = try Self.plan([Self.policy("sample", model: model)], simulated: simulated)
        let refusals = Precheck.refusals(plan, try Self.body(plan).body)
        #expect(refusals.map(\.policy) == refusing)
        if let first = refusals.first { #expect(first.message.hasPrefix("sample cannot accept this: ")) }
    }
}
