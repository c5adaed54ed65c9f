import ExhibitArguments
import ExhibitModel
import ExhibitQueue
import Testing

@testable import ExhibitCommands

/// Flags of the commands, given to `batch` for all items.
@Suite struct ItemDefaultsTests {
    private func parse(_ words: String...) throws -> BatchOptions {
        let invocation = try CommandTree.root.parse(["batch"] + words)
        return try #require(invocation.options(as: BatchOptions.self))
    }

    private let environment = Environment(
        variables: [:],
        currentFolder: "/here",
        now: { Timestamp(milliseconds: 0) },
        random: { Array(repeating: 0, count: $0) }
    )

    private func orders(_ words: [String], _ manifest: String) throws -> [TaskOrder] {
        let invocation = try CommandTree.root.parse(["batch", manifest] + words)
        return try BatchManifest(try #require(invocation.options(as: BatchOptions.self)), environment).orders
    }

    @Test func everyFlagOfACommandThatAnItemMayHaveIsAFlagOfTheBatch() throws {
        let batch = Set(BatchCommand.command.description.parameters.flatMap(\.spellings))
        for command in MakeCommands.all {
            for row in command.description.parameters where row.kind != .argument && ManifestDefaults.takes(row.name) {
                #expect(batch.isSuperset(of: row.spellings), "\(command.name) \(row.name)")
            }
        }
        #expect(!batch.contains("--prompt"))
        #expect(!batch.contains("--image"))
    }

    @Test func anItemsOwnWordGoesBeforeTheCommandLineAndThatBeforeTheFile() throws {
        let manifest = """
            {"tasks": [{"prompt": "a"}, {"prompt": "b", "size": "1x1"}, {"prompt": "c", "width": 5}],
             "size": "2x2", "quality": "low"}
            """
        let words = try orders(["--size", "3x3"], manifest).map(\.arguments)
        #expect(words[0] == ["--prompt=a", "--size=3x3", "--quality=low"])
        #expect(words[1] == ["--prompt=b", "--size=1x1", "--quality=low"])
        // A width leaves nothing for a size to say.
        #expect(words[2] == ["--prompt=c", "--width=5", "--quality=low"])
    }

    @Test func policiesOfTheCommandLineStandBesideAnItemsOwn() throws {
        let words = try orders(
            ["--policy", "no-mock", "--policy", "x.json"],
            #"[{"prompt": "a", "policy": "no-mock"}, {"prompt": "b"}]"#
        ).map(\.arguments)
        #expect(words[0] == ["--policy=x.json", "--prompt=a", "--policy=no-mock"])
        #expect(words[1] == ["--policy=no-mock", "--policy=x.json", "--prompt=b"])
    }

    @Test func aFlagOfOneCommandSaysNothingToAnother() throws {
        let words = try orders(
            ["--voice", "Kore", "--size", "1x1"],
            #"[{"prompt": "a"}, {"mode": "speech", "input": "b"}]"#
        )
        #expect(words.map(\.arguments) == [["--prompt=a", "--size=1x1"], ["--input=b", "--voice=Kore"]])
        #expect(words.map(\.folder) == ["/here", "/here"])
    }

    @Test func aValueThatNoItemCouldHaveIsToldAtOnce() throws {
        #expect(throws: ManifestError.self) { _ = try orders(["--n", "many"], #"[{"prompt": "a"}]"#) }
    }

    @Test func aSwitchIsOnForAll() throws {
        #expect(try orders(["--raw"], #"[{"prompt": "a"}]"#)[0].arguments == ["--prompt=a", "--raw"])
        #expect(try parse("m.json", "--retry-unknown").retriesUnknown)
        #expect(try !parse("m.json").retriesUnknown)
    }

    @Test func mockFlagsAreRefusedByName() {
        #expect(throws: UsageError.self) { _ = try CommandTree.root.parse(["batch", "m.json", "--mock-command", "x"]) }
    }
}
