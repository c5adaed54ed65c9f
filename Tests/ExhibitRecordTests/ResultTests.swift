import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct ResultTests {
    private var source: RecordSource {
        RecordSource(
            privateValue: { commit in
                switch commit.first {
                case "1": "A cat"
                case "2": "A cat, no text"
                case "3": "/out/_runs/cat"
                case "4": "/in/cat.png"
                case "5": "/out/cat.png"
                case "6": String(repeating: "e", count: 64)
                default: nil
                }
            },
            blob: { _ in nil },
            root: { Digest(Array(repeating: UInt8($0), count: 32)) },
            leaf: { Digest(Array(repeating: UInt8($0), count: 32)) },
            response: { _ in ["created": 1] },
            sha256: { Digest(Array(repeating: UInt8($0.count), count: 32)) }
        )
    }

    @Test func `the record has the keys that users rely on, and no others`() throws {
        let object = ResultRecord(try SampleRun.plain().replay(), source).object
        #expect(
            object.keys == [
                "schema", "ok", "run_id", "task_name", "task_key", "batch_id", "provider", "dialect", "model", "mode",
                "input_images", "state", "attempts", "elapsed_ms", "bytes", "outputs", "derived", "sources",
                "mask", "prompt_sha256", "sent_prompt_sha256", "prompt_guarded", "request_sha256", "response_sha256",
                "request_id", "usage",
                "cost", "proof", "evidence", "acceptance", "endpoint", "http_status", "response", "output", "notes",
                "run_dir",
            ]
        )
        #expect(
            object["input_images"]?[0]?.object?.keys == [
                "path", "sha256", "bytes", "media_type", "width", "height", "sent_as", "sent_sha256",
            ]
        )
        #expect(object["cost"]?.object?.keys == ["amount", "micros", "currency", "source"])
        #expect(object["evidence"]?.object?.keys == ["grade", "entry", "leaf", "tree_size", "root"])
    }

    @Test func `values come from the entries and the private values at home`() throws {
        let object = ResultRecord(try SampleRun.plain().replay(), source).object
        #expect(object["output"] == "/out/cat.png")
        #expect(object["run_dir"] == "/out/_runs/cat")
        #expect(object["input_images"]?[0]?["path"] == "/in/cat.png")
        #expect(object["endpoint"] == "https://gw.example/v1/images/generations")
        #expect(object["cost"]?["amount"] == "0.042")
        #expect(object["request_id"] == "req_1")
        #expect(object["evidence"]?["tree_size"] == 8)
        #expect(object["proof"]?["size"] == ["requested": "64x32", "echoed": "64x32", "observed": "64x32"])
        // Nobody has judged it.
        #expect(object["ok"] == false)
    }

    private func proof(_ varying: JSONObject?, options: JSONObject = [:]) throws -> JSONObject {
        var intent = SampleRun.intent
        intent["options"] = .object(options)
        var sample = SampleRun()
        sample.add(.requestIntent, intent)
        if let varying {
            var started = SampleRun.started(1)
            for key in varying.keys { started[key] = varying[key] }
            sample.add(.attemptStarted, attempt: 1, started)
        }
        return try #require(ResultRecord(try sample.replay(), source).object["proof"]?.object)
    }

    @Test func `the proof says which way the accepted attempt took, beside the one that was asked for`() throws {
        let plain = try proof([:])
        #expect(plain["route"] == ["requested": "generations", "sent": "generations"])
        for key in ["reference_transport", "references_dropped", "fields_dropped"] { #expect(plain[key] == nil) }
        let other = try proof(["route": "edits", "transport": "multipart"], options: ["reference_transport": "auto"])
        #expect(other["route"] == ["requested": "generations", "sent": "edits"])
        #expect(other["reference_transport"] == ["requested": "auto", "sent": "multipart"])
        let less = try proof(["transport": "none", "references_dropped": true, "fields_dropped": ["aspect_ratio"]])
        #expect(less["reference_transport"] == ["requested": nil, "sent": "none"])
        #expect(less["references_dropped"] == true && less["fields_dropped"] == ["aspect_ratio"])
        let unsent = try proof(nil, options: ["reference_transport": "auto"])
        #expect(unsent["route"] == ["requested": "generations", "sent": nil])
        #expect(unsent["reference_transport"] == ["requested": "auto", "sent": nil])
    }

    @Test func `erased values are null, not a guess`() throws {
        let erased = RecordSource(
            privateValue: { _ in nil },
            blob: { _ in nil },
            root: { _ in nil },
            leaf: { _ in nil },
            response: { _ in nil },
            sha256: { _ in Digest(Array(repeating: 0, count: 32)) }
        )
        let object = ResultRecord(try SampleRun.plain().replay(), erased).object
        for key in ["output", "run_dir", "prompt_sha256", "request_sha256", "response", "usage"] {
            #expect(object[key] == .null, "\(key)")
        }
    }

    @Test(arguments: [
        (0, "0"), (1, "0.000001"), (42_000, "0.042"), (1_000_000, "1"), (1_500_000, "1.5"), (12_345_678, "12.345678"),
    ])
    func `money is written without trailing zeros`(micros: Int, text: String) {
        #expect(Money.text(micros: micros) == text)
    }

    @Test func `the closing lines end with the picture's path`() throws {
        let run = try SampleRun.plain().replay()
        let lines = ClosingLines.of(run, ResultRecord(run, source))
        #expect(lines.first == "not judged  text2img · happy/m · 64x32 · 1,843,201 bytes · 1 input · 1 attempt, 5.0 s")
        #expect(lines.contains("note      so"))
        #expect(lines.contains("run       0000000A   /out/_runs/cat/result.json"))
        #expect(lines.last == "/out/cat.png")
    }

    @Test(arguments: [(0, "0.0"), (49, "0.0"), (50, "0.1"), (8123, "8.1"), (59_960, "60.0")])
    func `durations are told in tenths of a second`(milliseconds: Int, text: String) {
        #expect(ClosingLines.seconds(milliseconds) == text)
    }

    @Test(arguments: [
        (RunState.submitting, RunState.unknownOutcome, "outcome.unknown", ExitCode.outcomeUnknown, "reconcile"),
        (.submitting, .unknownOutcome, "run.interrupted", .interrupted, "reconcile"),
        (.submitting, .failed, "provider.busy", .busy, "resume"),
        (.receiving, .failed, "media.download_failed", .failed, "resume"),
        (.receiving, .failed, "run.terminated", .terminated, "resume"),
        (.submitting, .cancelled, "run.interrupted", .interrupted, ""),
        (.submitting, .failed, "authentication.failed", .authentication, ""),
    ])
    func `the end of a run decides its exit and what comes next`(
        from: RunState,
        to: RunState,
        code: String,
        exit: ExitCode,
        next: String
    ) throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        if from == .receiving { sample.add(.responseReceived, attempt: 1, SampleRun.response) }
        sample.state(from, to, ["error": ["code": .string(code), "message": "m", "billed": "maybe"]])
        let outcome = RunOutcome(try sample.replay(), deciding: nil)
        #expect(outcome.exit == exit)
        #expect(outcome.report?.billed == .maybe)
        #expect(outcome.report?.next == (next.isEmpty ? [] : ["exhibit runs \(next) 0000000A"]))
    }

    @Test func `a run directory is the same whenever it is rendered`() throws {
        let run = try SampleRun.plain().replay()
        let files = RunDirectory.files(run, source)
        #expect(files.map(\.name) == ["request.json", "state.json", "result.json", "stdout.txt", "stderr.txt"])
        // Read back from their canonical bytes, entries have their members in another order.
        let again = try RunReplay(replaying: run.entries.map { try Entry(parsing: $0.canonical(), at: $0.seq) })
        #expect(RunDirectory.files(try #require(again), source) == files)
        #expect(files.last?.bytes.split(separator: UInt8(ascii: "\n")).count == run.entries.count)
        #expect(
            RunDirectory.stem(task: "A cat", at: run.intentEntry.at, run: run.run) == "A-cat-20261121T065619Z-0000000A"
        )
    }
}
