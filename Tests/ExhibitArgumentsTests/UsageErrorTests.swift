import Testing

@testable import ExhibitArguments

@Suite struct UsageErrorTests {
    @Test(arguments: [
        ("pant", "unknown command 'pant'", "did you mean easel paint?"),
        ("PAINT", "unknown command 'PAINT'", "did you mean easel paint?"),
        ("pai", "unknown command 'pai'", "did you mean easel paint?"),
        ("dray", "unknown command 'dray'", "did you mean easel draw?"),
        ("deny", "unknown command 'deny'", "did you mean easel review deny?"),
        ("exit-code", "unknown command 'exit-code'", "did you mean easel help exit-codes?"),
        ("zzz", "unknown command 'zzz'", "easel --help lists the commands"),
        ("prob", "unknown command 'prob'", "easel --help lists the commands"),
        ("pant --help", "unknown command 'pant'", "did you mean easel paint?"),
        ("help pant", "unknown command 'pant'", "did you mean easel paint?"),
        ("review", "easel review needs a command", "one of show, deny"),
        ("review dney", "unknown command 'dney'", "did you mean easel review deny?"),
        ("--json paint", "--json stands before the command", "flags come after it: easel paint --json"),
        ("--reason x", "--reason stands before the command", "flags come after it: easel review deny --reason"),
        ("--nothing", "unknown flag --nothing", "easel --help lists the commands"),
    ])
    func `a word that is no command gets the nearest one`(words: String, message: String, hint: String) {
        expect(words.words, message, hint)
    }

    @Test(arguments: [
        ("--promt x", "unknown flag --promt", "did you mean --prompt?"),
        ("--porvider x", "unknown flag --porvider", "easel paint --help all lists its flags"),
        ("--porvider=x", "unknown flag --porvider", "easel paint --help all lists its flags"),
        ("--refer x", "unknown flag --refer", "did you mean --reference-image?"),
        ("--reference_image x", "unknown flag --reference_image", "did you mean --reference-image?"),
        ("-prompt x", "unknown flag -prompt", "did you mean --prompt?"),
        ("--se 1", "unknown flag --se", "did you mean --seconds?"),
        ("--s 1", "unknown flag --s", "easel paint --help all lists its flags"),
        ("--trac", "unknown flag --trac", "easel paint --help all lists its flags"),
        ("--size", "--size needs a value", "write --size WxH, or --size=WxH if it begins with --"),
        ("--size --raw", "--size needs a value", "write --size WxH, or --size=WxH if it begins with --"),
        ("---prompt x", "unexpected word '---prompt'", "quote a value that has spaces; usage: easel paint [flags]"),
        ("--prompt -- x", "--prompt needs a value", "write --prompt PROMPT, or --prompt=PROMPT if it begins with --"),
        ("--raw=yes", "--raw takes no value", "write --raw alone"),
        (
            "--size 1x1 --size 1x1", "--size is given twice",
            "keep one; only flags that help marks with … may be repeated"
        ),
        ("--n 1 -n 1", "--n and -n are one flag, given twice", "keep one of the two"),
        ("a cat", "unexpected word 'a'", "quote a value that has spaces; usage: easel paint [flags]"),
        ("-5", "unexpected word '-5'", "quote a value that has spaces; usage: easel paint [flags]"),
    ])
    func `a flag that does not fit says what would`(words: String, message: String, hint: String) {
        expect(["paint"] + words.words, message, hint)
    }

    @Test(arguments: [
        ("--n many", "--n must be a whole number, not 'many'", "--n N: How many pictures."),
        ("--n 1.5", "--n must be a whole number, not '1.5'", "--n N: How many pictures."),
        ("--n=", "--n must be a whole number, not ''", "--n N: How many pictures."),
        (
            "-n 99999999999999999999", "-n must be a whole number, not '99999999999999999999'",
            "--n N: How many pictures."
        ),
        ("--seconds nan", "--seconds must be a number, not 'nan'", "--seconds S: How long one attempt may take."),
        ("--seconds 0x10", "--seconds must be a number, not '0x10'", "--seconds S: How long one attempt may take."),
        ("--seconds 1e999", "--seconds must be a number, not '1e999'", "--seconds S: How long one attempt may take."),
        ("--size big", "--size must be WxH, such as 1024x1024, not 'big'", "--size WxH: Width and height."),
        ("--quality hihg", "--quality does not know 'hihg'", "did you mean high? (one of low, medium, high)"),
        ("--quality best", "--quality does not know 'best'", "one of low, medium, high"),
        ("--quality HIGH", "--quality does not know 'HIGH'", "did you mean high? (one of low, medium, high)"),
    ])
    func `a value that does not fit says what would`(words: String, message: String, hint: String) {
        expect(["paint"] + words.words, message, hint)
    }

    @Test(arguments: [
        ("show", "RUN is missing", "usage: easel review show RUN [PART]"),
        ("show 1 low 3", "unexpected word '3'", "quote a value that has spaces; usage: easel review show RUN [PART]"),
        ("show 1 lo", "PART does not know 'lo'", "did you mean low? (one of low, medium, high)"),
        ("deny", "--reason is missing", "usage: easel review deny RUN [FILE…] --reason TEXT"),
        ("deny --reason x", "RUN is missing", "usage: easel review deny RUN [FILE…] --reason TEXT"),
        ("deny 1", "--reason is missing", "usage: easel review deny RUN [FILE…] --reason TEXT"),
    ])
    func `an argument that is missing or too many shows the usage`(words: String, message: String, hint: String) {
        expect(["review"] + words.words, message, hint)
    }

    @Test(arguments: ["--mock-sleep", "--mock-command", "--command"], [" 5", "=5", ""])
    func `a flag of other tools is refused by its name`(flag: String, value: String) {
        expect(
            ["paint"] + (flag + value).words,
            "\(flag) is refused: a picture that nobody made proves nothing",
            "use --provider sandbox"
        )
    }

    @Test func `a long or wild word is shown short and tame`() {
        let long = String(repeating: "ä", count: 41)
        expect(["paint", long], "unexpected word '\(long.dropLast())…'", nil)
        expect(["\u{1B}[2J\nx"], "unknown command '?[2J?x'", nil)
        expect(["paint", "--\u{7}"], "unknown flag --?", nil)
    }

    @Test func `an error knows its command, also the action's own`() async throws {
        let parsing = #expect(throws: UsageError.self) { try SampleTool.root.parse(["draw", "x"]) }
        #expect(parsing?.path == ["easel", "paint"])
        let acting = await #expect(throws: UsageError.self) {
            try await SampleTool.root.run(["draw", "--prompt", "nothing"], "", output: { _ in })
        }
        #expect(acting == UsageError("nothing to paint", hint: "say what", path: ["easel", "paint"]))
    }

    @Test func `two rows or commands of one name are a mistake of ours`() async {
        await #expect(processExitsWith: .failure) {
            _ = Command<Int>(
                "x",
                "",
                SampleTool.Common(),
                [.flag("json", \.json, ""), .option("home", \.home, "", aliases: ["json"])]
            ) { _, _ in 0 }.describe()
        }
        await #expect(processExitsWith: .failure) {
            let leaf = Command<Int>("x", "", SampleTool.Common(), []) { _, _ in 0 }
            _ = Command(group: "y", "", [leaf, leaf])
        }
        await #expect(processExitsWith: .failure) {
            let topic = HelpTopic("x", "", text: "")
            _ = Command<Int>(group: "y", "", [], topics: [topic, topic])
        }
        await #expect(processExitsWith: .failure) {
            _ = Command<Int>("x", "", SampleTool.Common(), [.flag("help", \.json, "")]) { _, _ in 0 }.describe()
        }
    }

    private func expect(
        _ words: [String],
        _ message: String,
        _ hint: String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: UsageError.self, sourceLocation: sourceLocation) {
            try SampleTool.root.parse(words)
        }
        #expect(error?.message == message, sourceLocation: sourceLocation)
        #expect(hint == nil || error?.hint == hint, sourceLocation: sourceLocation)
    }
}
