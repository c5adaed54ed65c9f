import Testing

@testable import ExhibitArguments

@Suite struct HelpTests {
    @Test(arguments: [
        ("help-root.txt", "--help"),
        ("help-root-all.txt", "--help all"),
        ("help-paint.txt", "paint --help"),
        ("help-paint-all.txt", "paint --help=all"),
        ("help-review.txt", "review --help"),
        ("help-deny.txt", "review deny --help"),
    ])
    func `help is the text beside the tests, in 80 columns`(file: String, words: String) throws {
        let help = try #require(try SampleTool.root.parse(words.words).help)
        try Golden.expect(help, is: file)
        for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test(arguments: [
        ("paint -h", "paint --help"),
        ("help paint", "paint --help"),
        ("help draw", "paint --help"),
        ("--help paint", "paint --help"),
        ("paint --unknown --size=9 --help", "paint --help"),
        ("paint --prompt --help", "paint --help"),
        ("paint stray -h all", "paint --help all"),
        ("help paint all", "paint --help all"),
        ("--help=all paint", "paint --help all"),
        ("paint -h=all", "paint --help all"),
        ("help", "--help"),
        ("-h", "--help"),
        ("help all", "--help all"),
        ("--help=all", "--help all"),
        ("--json --help", "--help"),
        ("help review", "review --help"),
        ("review help", "review -h"),
        ("help review deny", "review deny --help"),
        ("review help deny", "review deny --help"),
    ])
    func `all ways to ask for help give one answer`(words: String, same: String) throws {
        let help = try #require(try SampleTool.root.parse(words.words).help)
        #expect(try SampleTool.root.parse(same.words).help == help)
    }

    @Test func `behind a double dash, and as another flag's attached value, help is a word like any other`() throws {
        let deny: SampleTool.Deny? = try SampleTool.root.parse("review deny --reason=--help -- --help".words).options()
        #expect(deny?.run == "--help")
        #expect(deny?.reason == "--help")
    }

    @Test func `the tool alone introduces itself, and a topic is shown as it is`() throws {
        #expect(try SampleTool.root.parse([]).help == "easel paints. Try:\n  easel paint --prompt 'an orange cat'\n")
        #expect(try SampleTool.root.parse(["help", "exit-codes"]).help == "0  use it\n6  do not\n")
    }

    @Test func `help for a name that a topic and a command share shows the topic`() throws {
        let leaf = Command<Int>("paint", "Paints.", SampleTool.Common(), []) { _, _ in 0 }
        let topic = HelpTopic("paint", "How to paint.", text: "with a brush")
        let root = Command(group: "easel", "", [leaf], topics: [topic])
        #expect(try root.parse(["help", "paint"]).help == "with a brush\n")
        #expect(try root.parse(["paint", "--help"]).help?.hasPrefix("Paints.") == true)
    }

    @Test func `what is hidden is in no help and no description, and works`() throws {
        let all = try #require(try SampleTool.root.parse(["help", "paint", "all"]).help)
        #expect(!all.contains("--trace") && !all.contains("--mock-sleep") && all.contains("--no-download"))
        #expect(!SampleTool.root.describe().commands.contains { $0.name == "probe" })
        #expect(try SampleTool.paint("--trace")?.trace == true)
        #expect(try SampleTool.root.parse(["probe", "--json"]).path == ["easel", "probe"])
        #expect(try SampleTool.root.parse(["probe", "--help"]).help?.hasPrefix("For ourselves.") == true)
    }

    @Test func `a table without essential rows shows all of them`() throws {
        let help = try #require(try SampleTool.root.parse(["probe", "--help"]).help)
        #expect(help.contains("--json") && help.contains("1 more flag: easel probe --help all"))
        #expect(try SampleTool.root.parse(["help", "review", "show"]).help?.contains("--help all") == false)
    }
}
