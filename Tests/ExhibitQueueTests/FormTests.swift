import ExhibitCrypto
import ExhibitModel
import Testing

@testable import ExhibitQueue

@Suite struct `the form of a manifest` {
    @Test(arguments: [
        ("[{\"prompt\":\"a\"}]", ManifestForm.array), ("  \n [{\"prompt\":\"a\"}]", .array),
        ("{\"prompt\":\"a\"}", .jsonLines), ("{\n \"prompt\": \"a\"\n}\n", .jsonLines),
        ("{\"prompt\":\"a\"}\n\n  {\"prompt\":\"b\"}\r\n", .jsonLines), ("prompt\na\n", .csv),
        ("\"prompt\"\n[a]\n", .csv),
        ("{\"tasks\":[{\"prompt\":\"a\"}]}", .tasks), ("\u{FEFF}{\"tasks\":[{\"prompt\":\"a\"}]}", .tasks),
    ])
    func `shows in its content`(text: String, form: ManifestForm) throws {
        let read = try manifest(text)
        #expect(read.form == form)
        #expect(read.digest == SHA256.hash(Array(text.utf8)))
    }

    @Test func `shows in the file's name where the content leaves it open`() {
        #expect(ManifestForm(fileExtension: "CSV") == .csv && ManifestForm(fileExtension: "ndjson") == .jsonLines)
        #expect(ManifestForm(fileExtension: "json") == nil)
        let broken = "{\"prompt\":\n{\"prompt\" \n{\"n\":1}"
        #expect(problems(broken).count == 1)
        #expect(
            problems(broken) { $0.form = .jsonLines } == [
                "1:11 in /prompt: the text ends too early", "2:10 the text ends too early", "3:1 there is no prompt",
            ]
        )
        #expect(
            problems("[prompt]\na") { $0.form = .csv } == [#"1:1 neither JSON nor a first row of keys: "[prompt]""#]
        )
    }

    @Test func `says what happens when nothing else does`() {
        #expect(ManifestForm.allCases.filter(\.continuesOnError) == [.tasks])
        #expect(ManifestForm.allCases.map(\.defaultWorkers) == [1, 1, 1, 4])
        #expect(ManifestForm.allCases.filter { !$0.isTemplated } == [.tasks])
    }

    @Test func `with tasks may bound them and speak for them`() throws {
        let read = try manifest(
            #"""
            {"batch_name":"spring","max_workers":2,"queue-limit":50,"task_timeout_seconds":600,"timeout_ms":600000,
             "size":"1024x1024","raw":true,"provider":"happy","model":"gpt-image-2","output_dir":"out","max_attempts":2,
             "send_to_feishu":true,"to_open_id":"ou_1234",
             "tasks":[{"prompt":"a","task_name":"one"},
                      {"prompt":"b","size":"auto","timeout":9,"raw":false,"images":["x.png"],"send_to_feishu":false},
                      {"mode":"speech","prompt":"c","provider":"clacky","to_open_id":""}]}
            """#
        )
        #expect(read.name == "spring")
        #expect(read.limits == Manifest.Limits(maxWorkers: 2, queueLimit: 50, taskTimeoutSeconds: 600))
        let common = "--model=gpt-image-2"
        #expect(
            read.orders.map { String($0.commandLine.dropFirst(8)) } == [
                "generate --task-name=one --prompt=a --provider=happy \(common) --size=1024x1024 --timeout-ms=600000 --max-attempts=2 --raw --out-dir=out",
                "generate --prompt=b --provider=happy \(common) --size=auto --image=x.png --timeout=9 --max-attempts=2 --out-dir=out",
                "speech --prompt=c --provider=clacky \(common) --timeout-ms=600000 --max-attempts=2 --raw --out-dir=out",
            ]
        )
        #expect(read.notes.map(\.code) == ["delivery.left_to_caller"])
        #expect(read.notes.first?.message.contains("of 2 tasks") == true)
        #expect(!read.orders.contains { $0.arguments.contains { $0.contains("ou_1234") } })
        #expect(read.orders.map(\.place?.line) == [4, 5, 6])
    }

    @Test(arguments: [
        (
            #"{"max_workers":0,"tasks":[{"prompt":"a"}]}"#,
            [#"1:2 "max_workers" must be a whole number from 1 to 1000, not 0"#]
        ),
        (
            #"{"queue_limit":201,"tasks":[{"prompt":"a"}]}"#,
            [#"1:2 "queue_limit" must be a whole number from 1 to 200, not 201"#]
        ),
        (
            #"{"batch_name":1,"size":2,"tasks":[{"prompt":"a"}]}"#,
            [#"1:2 "batch_name" must be a text, not 1"#, #"1:17 "size" must be a text, not 2"#]
        ),
        (#"{"prompt":"p","tasks":[{"prompt":"a"}]}"#, [#"1:2 "prompt" cannot be the same for all tasks"#]),
        (
            #"{"out_dir":"p","output-dir":"q","tasks":[{"prompt":"a"}]}"#,
            [#"1:16 "out_dir" and "output-dir" say the same thing"#]
        ),
        (#"{"size":"1x1","taks":[{"prompt":"a"}]}"#, ["1:1 there is no prompt", #"1:15 unknown key "taks""#]),
        (#"{"priorty":1,"tasks":[{"prompt":"a"}]}"#, [#"1:2 unknown key "priorty""#]),
    ])
    func `with tasks is told the mistakes of the file`(text: String, told: [String]) {
        #expect(problems(text) == told)
    }

    @Test func `with tasks takes 200 of them, unless a queue reads it`() throws {
        let text = { (count: Int) in
            "{\"tasks\":[" + Array(repeating: "{\"prompt\":\"a\"}", count: count).joined(separator: ",") + "]}"
        }
        #expect(try manifest(text(200)).orders.count == 200)
        let error = try #require(throws: ManifestError.self) { try manifest(text(201)) }
        #expect(error.report.code == .manifestTooLarge && error.report.message == "201 tasks; this form takes 200")
        #expect(try manifest(text(201)) { $0.boundsTasks = false }.orders.count == 201)
    }

    @Test func `is bounded in bytes and in items`() throws {
        let large = [UInt8](repeating: UInt8(ascii: " "), count: ManifestReader.byteLimit + 1)
        let error = try #require(throws: ManifestError.self) { try Manifest(reading: large) }
        #expect(error.report.code == .manifestTooLarge)
        let many = Array(repeating: "a\n", count: ManifestReader.itemLimit + 1).joined()
        #expect(problems("prompt\n" + many) == ["100001 items; the limit is 100000"])
    }
}
