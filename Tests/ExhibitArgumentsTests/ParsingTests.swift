import Testing

@testable import ExhibitArguments

@Suite struct ParsingTests {
    @Test func `without words, the options are the defaults`() throws {
        let paint = try #require(try SampleTool.paint())
        #expect(paint.prompt == "" && paint.size == .init(1024, 1024) && paint.seconds == 1.5 && paint.download)
        #expect(paint.n == nil && paint.quality == nil && paint.images == [] && !paint.raw && !paint.common.json)
        #expect(paint.common.given == [])
    }

    @Test(arguments: [
        "a cat", "", "-", "-5", "-x", "-- a cat", "--a cat", "--a b=c", "=", "a=b", "@f", "ä\n", "---", "\u{301}=x",
    ])
    func `any text is a value of its own or behind an equals sign`(text: String) throws {
        #expect(try SampleTool.paint("--prompt", text)?.prompt == text)
        #expect(try SampleTool.paint("--prompt=\(text)")?.prompt == text)
    }

    @Test(arguments: ["--", "--raw", "--raw=1", "--x-y"])
    func `text like a flag is a value only behind an equals sign`(text: String) throws {
        #expect(throws: UsageError.self) { try SampleTool.paint("--prompt", text) }
        #expect(try SampleTool.paint("--prompt=\(text)")?.prompt == text)
    }

    @Test func `rows that share an array keep the order of the command line`() throws {
        let words = "--image a --sketch b --reference-image c --input-image=d --image a".words
        let paint: SampleTool.Paint? = try SampleTool.root.parse(["paint"] + words).options()
        #expect(paint?.images == ["a", "b", "c", "d", "a"])
    }

    @Test func `what was given is known by its names, not by its aliases or values`() throws {
        let invocation = try SampleTool.root.parse("draw --image x -n 1 --size 1024x1024 --print-json --json".words)
        #expect(invocation.given == ["reference-image", "n", "size", "json"])
        #expect(invocation.options(as: SampleTool.Paint.self)?.common.given == invocation.given)
        #expect(invocation.path == ["easel", "paint"])
        #expect(invocation.help == nil)
    }

    @Test(arguments: [
        "review deny 1 2 3 --reason x", "review deny --reason x 1 2 3", "review deny 1 --reason=x 2 -- 3",
        "review deny -- 1 2 3 --reason x",
    ])
    func `flags stand before, between or after arguments`(words: String) throws {
        guard !words.contains("-- 1") else {
            #expect(throws: UsageError.self) { try SampleTool.root.parse(words.words) }
            return
        }
        let deny = try #require(try SampleTool.root.parse(words.words).options(as: SampleTool.Deny.self))
        #expect(deny.run == "1" && deny.files == ["2", "3"] && deny.reason == "x")
    }

    @Test func `the exit status is the action's, and help's is zero`() async throws {
        #expect(try await run("paint --prompt cat", "cat") == (0, ""))
        #expect(try await run("paint --prompt cat", "dog") == (6, ""))
        #expect(try await run("--version") == (3, ""))
        #expect(try await run("help exit-codes") == (0, "0  use it\n6  do not\n"))
        #expect(try await run("") == (0, "easel paints. Try:\n  easel paint --prompt 'an orange cat'\n"))
    }

    private func run(_ words: String, _ context: String = "") async throws -> (Int32, String) {
        var printed = ""
        let status = try await SampleTool.root.run(words.words, context, output: { printed += $0 })
        return (status, printed)
    }

    /// What each kind of value is written as in a test; nil: no value.
    private func value(of row: ParameterDescription) -> String? {
        if !row.takesValue { return nil }
        if let choice = row.choices.last { return choice }
        return row.defaultValue ?? "7"
    }

    @Test func `every spelling of every row of the tree is read, alone and attached, and is given by its name`() throws
    {
        for (path, command) in SampleTool.root.description.flattened where !command.isGroup {
            let required = command.parameters.filter(\.required)
            for row in command.parameters where row.kind != .argument {
                for spelling in row.spellings {
                    let others = required.filter { $0 != row }.flatMap {
                        ($0.kind == .argument ? [] : [$0.spelling]) + ["1"]
                    }
                    let apart = [spelling] + (value(of: row).map { [$0] } ?? [])
                    let joined = [value(of: row).map { "\(spelling)=\($0)" } ?? spelling]
                    for words in [apart, joined] {
                        let given = try SampleTool.root.parse(path + words + others).given
                        #expect(given == Set(required.map(\.name) + [row.name]), "\(path) \(words)")
                    }
                }
            }
        }
    }

    @Test(arguments: UInt64(0)..<300)
    func `no words can make the parser do anything but answer`(seed: UInt64) {
        let pieces = [
            "paint", "review", "deny", "help", "--help", "all", "-h", "--", "-", "--prompt", "--prompt=", "--size=1x1",
            "-n", "7", "--n", "--json", "--mock-sleep", "--=", "-=", "=", "", " ", "--image", "ä", "\u{0}", "--help=x",
        ]
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        var words: [String] = []
        for _ in 0..<(seed % 9) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            words.append(pieces[Int(state >> 33) % pieces.count])
        }
        do {
            let invocation = try SampleTool.root.parse(words)
            #expect(invocation.path.first == "easel")
            #expect(invocation.help?.isEmpty != true)
        } catch {
            #expect(error.path.first == "easel" && !error.message.isEmpty && !error.hint.isEmpty)
        }
    }
}
