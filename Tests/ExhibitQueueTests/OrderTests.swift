import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitQueue

@Suite struct `an order` {
    static let orders = [
        TaskOrder(command: "generate", arguments: []),
        TaskOrder(
            command: "edit",
            arguments: ["--prompt=é\n\"", "--raw"],
            name: "n",
            key: "k",
            priority: -7,
            after: ["a", "b"],
            place: ManifestPlace(line: 3, column: 14)
        ),
    ]

    @Test(arguments: orders)
    func `reads back as it was written`(order: TaskOrder) throws {
        #expect(try TaskOrder(reading: order.bytes) == order)
    }

    @Test func `is written in one way, without what says nothing`() throws {
        let texts = try Self.orders.map { String(decoding: try $0.bytes, as: UTF8.self) }
        #expect(
            texts == [
                #"{"arguments":[],"command":"generate","v":1}"#,
                #"{"after":["a","b"],"arguments":["--prompt=é\n\"","--raw"],"command":"edit","key":"k","name":"n","place":{"column":14,"line":3},"priority":-7,"v":1}"#,
            ]
        )
    }

    @Test(arguments: [
        #"{"arguments":[],"command":"generate","v":2}"#, #"{"arguments":[1],"command":"generate","v":1}"#,
        #"{"arguments":[],"v":1}"#, #"{"arguments":[],"command":"generate","more":1,"v":1}"#,
        #"{"arguments":[],"command":"generate","priority":0,"v":1}"#,
        #"{"arguments":[],"command":"generate","name":1,"v":1}"#,
        #"{"after":"a","arguments":[],"command":"generate","v":1}"#, "[]",
    ])
    func `of another version or shape is none`(text: String) throws {
        #expect(try TaskOrder(reading: Array(text.utf8)) == nil)
    }

    @Test func `in other bytes than the canonical ones is refused`() {
        #expect(throws: JSONError.self) { try TaskOrder(reading: Array(#"{"v":1,"command":"a","arguments":[]}"#.utf8)) }
    }

    @Test(arguments: [
        ([], "exhibit generate"), (["--prompt=a b", "--raw"], "exhibit generate --prompt='a b' --raw"),
        (["--prompt="], "exhibit generate --prompt="),
        (["--prompt=$(x) `y` \\"], "exhibit generate --prompt='$(x) `y` \\'"),
        (["--", "-a b", ""], "exhibit generate -- '-a b' ''"),
        (["--prompt='\u{301};x='\u{301}"], "exhibit generate --prompt=''\\''\u{301};x='\\''\u{301}'"),
        (["--we ird=1"], "exhibit generate '--we ird=1'"),
    ])
    func `is a line for a shell`(arguments: [String], line: String) {
        #expect(TaskOrder(command: "generate", arguments: arguments).commandLine == line)
    }

    @Test(arguments: [
        (#"[{"prompt":"a","key":"k","after":"k"}]"#, [#"1:2 the task "k" waits for itself"#]),
        (
            #"[{"prompt":"a","key":"x","after":["y","q"]},{"prompt":"a","key":"y","after":"z"},{"prompt":"a","key":"z","after":"y"}]"#,
            [#"1:45 tasks wait for each other: "y", "z""#]
        ),
        (
            #"[{"prompt":"a","key":"x","after":["y","gone"]},{"prompt":"a","key":"y"},{"prompt":"b","after":["x","y"]}]"#,
            []
        ),
    ])
    func `cannot wait for itself`(text: String, told: [String]) {
        #expect(problems(text) == told)
    }

    @Test func `may repeat a key, which is noted`() throws {
        let one = try manifest("{\"prompt\":\"a\",\"key\":\"k\"}\n{\"prompt\":\"b\",\"key\":\"k\"}")
        #expect(one.orders.count == 2)
        #expect(one.notes.map(\.message) == [#"the task key "k" stands twice (line 2, column 1)"#])
        #expect(try manifest("{\"prompt\":\"a\",\"key\":\"k\"}\n{\"prompt\":\"b\",\"key\":\"l\"}").notes.isEmpty)
    }
}
