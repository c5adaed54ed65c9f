import ExhibitModel
import Testing

@testable import ExhibitQueue

@Suite struct `everything that is wrong is told` {
    @Test(arguments: [
        (#"{"promt":"a"}"#, ["1:1 there is no prompt", #"1:2 unknown key "promt""#]),
        (
            "[\n  {\"prompt\": \"a\", \"n\": \"many\"},\n  {\"prompt\": 5}\n]",
            [#"2:19 "n" must be a whole number, not "many""#, #"3:4 "prompt" must be a text, not 5"#]
        ),
        (
            #"{"prompt":"a","n":1.0,"seed":true,"raw":1,"fps":8}"#,
            [
                #"1:15 "n" must be a whole number, not 1.0"#, #"1:23 "seed" must be a whole number, not true"#,
                #"1:35 "raw" must be true or false, not 1"#, #"1:43 generate has no "fps""#,
            ]
        ),
        (
            #"{"prompt":"-","image":["a","-"],"extra_json":[1]}"#,
            [
                #"1:2 "prompt" is "-", standard input, which tasks cannot share"#,
                #"1:15 "image" is "-", standard input, which tasks cannot share"#,
                #"1:33 "extra_json" must be a JSON object, not [1]"#,
            ]
        ),
        (
            #"{"prompt":"a","extra_json":"{'a': 1}"}"#,
            [#"1:15 "extra_json" names the variable "'a': 1", which nothing gives"#]
        ),
        (#"{"prompt":"a","extra_json":"[1]"}"#, [#"1:15 "extra_json" must be a JSON object, not "[1]""#]),
        (#"{"prompt":"a","out_dir":"x","output-dir":"y"}"#, [#"1:29 "out_dir" and "output-dir" say the same thing"#]),
        (#"{"prompt":"a","prompt_file":"f"}"#, [#"1:15 "prompt" and "prompt_file" say the same thing"#]),
        (#"{"prompt":"a","timeout":1,"timeout_ms":1}"#, [#"1:27 "timeout" and "timeout_ms" say the same thing"#]),
        (#"{"mode":"vidoe","prompt":"a","sise":1}"#, [#"1:2 no mode is called "vidoe""#, #"1:30 unknown key "sise""#]),
        (#"{"mode":"edit","prompt":"a","image":[]}"#, ["1:1 there is no image to start from"]),
        (#"{"mode":"edit","prompt":"a"}"#, ["1:1 there is no image to start from"]),
        (#"{"mode":"upscale","image":"i","prompt":"a"}"#, [#"1:31 upscale has no "prompt""#]),
        (#"{"mode":"fetch"}"#, ["1:1 nothing is named that could be fetched"]),
        (
            #"{"mode":"fetch","ref":"r","header":"X-Key: abc"}"#,
            [#"1:27 "header" holds a value of its own, and a manifest is kept"#]
        ),
        (#"{"prompt":"a\u0000b"}"#, [#"1:2 "prompt" contains a NUL character"#]),
        (#"{"prompt":"a","priority":9999999}"#, [#"1:15 "priority" must be a whole number, not 9999999"#]),
        (
            "[1, \"a\",\n {\"prompt\":\"a\"}, null]",
            [
                "1:2 an item must be an object, not 1", #"1:5 an item must be an object, not "a""#,
                "2:18 an item must be an object, not null",
            ]
        ),
        ("[{\"prompt\":\"a\"},]", ["1:17 in /1: unexpected character"]),
        (
            "{\"prompt\":\"a\"}\n{\"prompt\":\n\n{\"prompt\":\"é\" \"b\"}",
            ["2:11 in /prompt: the text ends too early", "4:15 unexpected character"]
        ),
        ("{\"prompt\":\"a\",\"prompt\":\"b\"}", [#"1:15 in /prompt: duplicate key "prompt""#]),
        ("{\n \"tasks\": [\n  {\"prompt\":\"a\",}\n ]\n}", ["3:17 in /tasks/0: unexpected character"]),
        ("", ["there is no task in it"]), (" \n\t", ["there is no task in it"]), ("[]", ["there is no task in it"]),
        (#"{"tasks":[]}"#, ["there is no task in it"]), ("prompt\n", ["there is no task in it"]),
        (#"{"tasks":{}}"#, [#"1:2 "tasks" must be an array"#]),
        ("a picture of a cat", [#"1:1 neither JSON nor a first row of keys: "a picture of a cat""#]),
    ])
    func `by its place and its words`(text: String, told: [String]) {
        #expect(problems(text) == told)
    }

    @Test(arguments: [
        "command", "mock_command", "mock-command", "mock_sleep", "mock-exit-code", "mock_output_text", "mock_x",
    ])
    func `and what could run a program is refused by name`(key: String) throws {
        let texts = [
            "[{\"prompt\":\"a\",\"\(key)\":\"rm -rf /\"}]", "{\"tasks\":[{\"prompt\":\"a\",\"\(key)\":1}]}",
            "{\"\(key)\":\"x\",\"tasks\":[{\"prompt\":\"a\"}]}", "prompt,\(key)\na,b",
            "{\"prompt\":\"a\",\"n\":\"x\",\"\(key)\":null}",
            "{\"mode\":\"nonsense\",\"\(key)\":null}",
        ]
        for text in texts {
            let error = try #require(throws: ManifestError.self) { try manifest(text) }
            #expect(error.report.code == .usageMockRefused, "\(text)")
            #expect(error.report.message.contains("\"\(key)\" is refused"))
            #expect(error.report.hint == ErrorCode.usageMockRefused.hint)
        }
    }

    @Test(arguments: [
        (#"{"promt":"a"}"#, "did you mean prompt?"), (#"{"reference-imges":"a"}"#, "did you mean reference_images?"),
        (
            #"{"prompt":"a","nsfw":"false"}"#,
            "what is no key here goes into extra_json; exhibit help batch shows every key"
        ),
        (#"{"prompt":"a","mode":"vidoe"}"#, "did you mean video?"),
        (#"{"prompt":"a","fps":2}"#, "leave it out, or set mode: it belongs to video"),
        (#"{"batch_nam":"a","tasks":[{"prompt":"a"}]}"#, "did you mean batch_name?"),
    ])
    func `with what to do about it`(text: String, hint: String) throws {
        let error = try #require(throws: ManifestError.self) { try manifest(text) }
        #expect(error.problems.contains { $0.hint == hint }, "\(error.problems.map(\.hint))")
    }

    @Test func `in one report that counts the others`() throws {
        let error = try #require(throws: ManifestError.self) {
            try manifest("[\n{\"prompt\":\"a\",\"b\":1},\n{\"prompt\":\"a\",\"b\":1},{}]")
        }
        #expect(error.count == 3)
        #expect(error.report.message == #"line 2, column 15: unknown key "b" (and 2 more problems)"#)
        #expect(error.report.code == .manifestInvalid && error.report.exit == .usage)
    }

    @Test func `up to a thousand, and the rest is counted`() throws {
        let items = Array(repeating: "{}", count: 1500).joined(separator: "\n")
        let error = try #require(throws: ManifestError.self) { try manifest("{}\n" + items) }
        #expect(error.problems.count == ManifestError.limit && error.count == 1501)
    }
}
