import ExhibitArguments
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct SkillTextTests {
    private static let text = SkillText.text(CommandTree.root.describe())

    /// What stands in backquotes or in a block of code.
    static var commandLines: [String] {
        let blocks = text.split(separator: "\n").filter { $0.hasPrefix("exhibit ") }.map(String.init)
        let quoted = text.split(separator: "`").map(String.init).filter {
            $0.hasPrefix("exhibit ") && !$0.contains("\n")
        }
        return (blocks + quoted).filter { !$0.contains("COMMAND") }
    }

    @Test func `there are commands in it to be tested`() {
        #expect(Self.commandLines.count >= 10)
    }

    @Test(arguments: commandLines)
    func `every command line in it is understood`(line: String) throws {
        let words = ShellWords.first(of: line)
        _ = try CommandTree.root.parse(Array(words.dropFirst()))
    }

    @Test(arguments: [ExitCode.done, .usage, .refusedByProvider, .notAcceptable, .busy, .outcomeUnknown])
    func `each status that an agent meets has its meaning and an action`(code: ExitCode) {
        let row = Self.text.split(separator: "\n").first { $0.hasPrefix("| \(code.rawValue) |") }
        #expect(row?.contains(code.meaning) == true)
        #expect((row?.count ?? 0) > code.meaning.count + 30)
    }

    @Test(arguments: ["generate", "edit"])
    func `every command that makes something is in it`(name: String) {
        #expect(Self.text.contains("\n* `exhibit \(name)`: "))
    }

    @Test func `looking after runs is not offered as making`() {
        #expect(!Self.text.contains("\n* `exhibit ledger`"))
        #expect(!Self.text.contains("\n* `exhibit demo`"))
    }
}
