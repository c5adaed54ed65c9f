import Testing

@testable import ExhibitArguments

@Suite struct GeneratedTests {
    private let tree = SampleTool.root.describe()

    @Test(arguments: Shell.allCases)
    func `completions are the script beside the tests`(shell: Shell) throws {
        try Golden.expect(shell.completions(for: tree), is: "completions.\(shell.rawValue)")
    }

    @Test(arguments: Shell.allCases.filter { Shells.has($0.rawValue) })
    func `completions are a script that their shell can read`(shell: Shell) throws {
        let script = Golden.path("completions.\(shell.rawValue)")
        #expect(try Shells.output(shell.rawValue, "\(shell.rawValue) -n '\(script)' && echo fine") == "fine\n")
    }

    @Test(arguments: [
        ("easel ,", "paint review version help"),
        ("easel pa", "paint"),
        ("easel help re", "review"),
        ("easel review ,", "show deny help"),
        ("easel paint --prompt x --re", "--reference-image"),
        ("easel draw --si", "--size"),
        ("easel paint --quality ,", "low medium high"),
        ("easel paint --quality = m", "medium"),
        ("easel paint --quality =", "low medium high"),
        ("easel paint --quality = medium --js", "--json"),
        ("easel paint --background the", "the\\ painter\\'s\\ own"),
        ("easel paint --prompt review --ba", "--background"),
        ("easel paint --prompt --", ""),
        ("easel paint --raw --tr", ""),
        ("easel review show x ,", "low medium high"),
        ("easel review deny Golden", ""),
        ("easel review show --", "--help"),
        ("easel review deny --reason show --rea", "--reason"),
        ("easel version ,", "--help"),
        (
            "easel paint ,",
            "--prompt --size --n --seconds --quality --background --reference-image --sketch --no-download --raw --home "
                + "--json --help"
        ),
    ])
    func `bash offers what fits, and counts no option's value as a word`(line: String, offered: String) throws {
        let words = line.words.map { $0 == "," ? "''" : $0 }
        let script = """
            source '\(Golden.path("completions.bash"))'
            COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
            _easel; printf '%s' "${COMPREPLY[*]}"
            """
        #expect(try Shells.output("bash", script) == offered)
    }

    @Test func `bash asks the tool for values, and knows files`() throws {
        let script = """
            easel() { [[ "$*" == 'review list --ids' ]] && printf '01A\\n02B\\n'; }
            source '\(Golden.path("completions.bash"))'
            COMP_WORDS=(easel review show 0); COMP_CWORD=3; _easel; echo "${COMPREPLY[*]}"
            cd '\(Golden.path(""))'
            COMP_WORDS=(easel paint --image completions.b); COMP_CWORD=3; _easel; echo "${COMPREPLY[*]}"
            """
        #expect(try Shells.output("bash", script) == "01A 02B\ncompletions.bash\n")
    }

    @Test(arguments: [
        (Shell.bash, "it's", "'it'\\''s'"), (.zsh, "a\\b", "'a\\b'"), (.fish, "it's \\n", "'it\\'s \\\\n'"),
        (.fish, "", "''"),
        (.bash, "'\u{301}", "''\\''\u{301}'"), (.fish, "'\u{301}\\\u{301}", "'\\'\u{301}\\\\\u{301}'"),
    ])
    func `a word is quoted as its shell wants it`(shell: Shell, text: String, quoted: String) {
        #expect(shell.quoted(text) == quoted)
    }

    @Test func `the manual page is the text beside the tests`() throws {
        try Golden.expect(ManualPage(tree, version: "1.0", date: "2026-11-21").text, is: "easel.1")
    }

    @Test(.enabled(if: Shells.has("groff")))
    func `the manual page is set without a warning`() throws {
        let page = Golden.path("easel.1")
        #expect(try Shells.output("sh", "groff -man -ww -z -Tutf8 '\(page)' && echo fine") == "fine\n")
        let text = try Shells.output("sh", "groff -man -Tutf8 -P-cbou '\(page)'")
        #expect(text.contains("--reference-image, --image, --input-image FILE…"))
        #expect(text.contains("easel paint --prompt 'an orange cat'"))
    }

    @Test func `the description has every visible fact`() throws {
        #expect(
            tree.flattened.map { $0.path.joined(separator: " ") } == [
                "", "paint", "review", "review show", "review deny", "version",
            ]
        )
        let paint = try #require(tree.commands.first)
        #expect(paint.aliases == ["draw"] && paint.exits.map(\.status) == [0, 6] && paint.examples.count == 2)
        let rows = Dictionary(uniqueKeysWithValues: paint.parameters.map { ($0.name, $0) })
        #expect(Set(rows.keys).isDisjoint(with: ["trace", "mock-sleep", "command", "given"]))
        #expect(rows["size"]?.defaultValue == "1024x1024" && rows["size"]?.placeholder == "WxH")
        #expect(rows["seconds"]?.defaultValue == "1.5" && rows["prompt"]?.defaultValue == nil)
        #expect(
            rows["quality"]?.choices == ["low", "medium", "high"] && rows["quality"]?.placeholder == "low|medium|high"
        )
        #expect(rows["background"]?.placeholder == "BACKGROUND" && rows["background"]?.defaultValue == "opaque")
        #expect(rows["reference-image"]?.repeatable == true && rows["reference-image"]?.completion == .file)
        #expect(rows["json"]?.kind == .flag && rows["json"]?.heading == "common flags")
        let deny = try #require(tree.commands[1].commands.last)
        #expect(deny.parameters.map(\.required) == [true, true, false])
        #expect(deny.parameters.map(\.kind) == [.option, .argument, .argument])
    }
}
