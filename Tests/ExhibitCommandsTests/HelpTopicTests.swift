import ExhibitArguments
import ExhibitModel
import ExhibitProvider
import Testing

@testable import ExhibitCommands

@Suite struct HelpTopicTests {
    @Test(arguments: ErrorCode.allCases)
    func `help errors has every code with its sentence and its hint`(code: ErrorCode) {
        let text = ErrorsTopic.text
        #expect(text.contains("\n  \(code.rawValue)\n") || text.contains("\n  \(code.rawValue)   (retry)\n"))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains("\(code.rawValue)\(code.retryable ? " (retry)" : "") \(code.sentence) hint: \(code.hint)")
        )
    }

    @Test(arguments: ExitCode.allCases)
    func `help exit-codes has every status`(exit: ExitCode) {
        let words = ExitCodesTopic.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains(" \(exit.rawValue) \(exit.meaning)"))
    }

    @Test(arguments: HelpTopics.all.map(\.name))
    func `a topic fits into eighty columns`(name: String) throws {
        let topic = try #require(HelpTopics.all.first { $0.name == name })
        let long = topic.text.split(separator: "\n").filter { $0.count > 80 }
        #expect(long.isEmpty)
    }

    @Test func `exhibit alone says twelve lines`() {
        #expect(Introduction.text.split(separator: "\n", omittingEmptySubsequences: false).count == 12)
    }

    @Test(arguments: RefusedFlags.spellings)
    func `help migrating names every refused flag`(flag: String) {
        #expect(MigratingTopic.text.contains(flag))
    }

    @Test(arguments: [
        ("downloaded", "result.outputs[].path"), ("status (HTTP)", "result.http_status"), ("hints", "error.hint"),
    ])
    func `help migrating says what an old key is called`(old: String, new: String) {
        #expect(
            MigratingTopic.text.split(separator: "\n").contains { $0.hasPrefix("  \(old) ") && $0.hasSuffix(" \(new)") }
        )
    }

    @Test(arguments: ModelTable.shipped.models.map(\.name))
    func `help models has every model with its shutdown date`(name: String) throws {
        let lines = ModelsTopic.text.split(separator: "\n")
        let place = try #require(lines.firstIndex { $0 == name })
        let block = lines[place...].prefix { !$0.isEmpty }
        let row = try #require(ModelTable.shipped.models.first { $0.name == name })
        let shutdown = try #require(block.first { $0.hasPrefix("  shutdown") })
        #expect(shutdown.hasSuffix(row.shutdown?.description ?? "none known"))
        #expect(ModelsTopic.text.contains(ModelTable.shipped.asOf.description))
    }

    @Test func `help references names only flags that generate and edit have`() {
        let words = ReferencesTopic.text.split { !$0.isLetter && $0 != "-" }.filter { $0.hasPrefix("--") }
        let commands = CommandTree.root.describe().commands.filter { ["generate", "edit"].contains($0.name) }
        let known = Set(commands.flatMap(\.parameters).flatMap(\.spellings))
        #expect(words.count > 5)
        #expect(Set(words.map(String.init)).subtracting(known).isEmpty)
    }

    @Test func `help environment names every variable that the sources read by name`() throws {
        let named = Set(EnvironmentVariable.sections.flatMap(\.variables).map(\.name))
        let read = try SourceText.all().reduce(into: Set<String>()) { $0.formUnion($1.variablesRead) }
        #expect(read.count > 10)
        #expect(read.subtracting(named).isEmpty)
    }
}

/// A source file, searched for the variables that it reads.
struct SourceText {
    let text: String

    static func all() throws -> [SourceText] {
        let root =
            String(#filePath.prefix(#filePath.count - "Tests/ExhibitCommandsTests/HelpTopicTests.swift".count))
            + "Sources"
        return try texts(in: root)
    }

    private static func texts(in folder: String) throws -> [SourceText] {
        try RegularFile.names(in: folder).flatMap { name -> [SourceText] in
            let path = folder + "/" + name
            if RegularFile.facts(path)?.isFolder == true { return try texts(in: path) }
            return name.hasSuffix(".swift")
                ? [SourceText(text: String(decoding: try RegularFile.read(path), as: UTF8.self))] : []
        }
    }

    var variablesRead: Set<String> {
        Set(
            text.split(separator: "environment[\"").dropFirst().compactMap {
                $0.split(separator: "\"").first.map(String.init)
            }
        )
    }
}
