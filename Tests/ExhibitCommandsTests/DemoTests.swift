import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitCommands

@Suite struct DemoTests {
    private func left(in fixture: Fixture) -> [String] {
        RegularFile.names(in: fixture.folder).filter { $0.hasPrefix("exhibit-demo-") }
    }

    @Test func `every step comes out as told, and nothing is left behind`() async throws {
        let fixture = try Fixture()
        let answer = try await Demo(DemoCommand.Options(), fixture.context()).perform()
        #expect(answer.report == nil)
        #expect(answer.result["steps"]?.array?.map { $0["exit"]?.int } == [0, 6, 0, 12])
        #expect(answer.result["steps"]?.array?.allSatisfy { $0["ok"] == true } == true)
        #expect(left(in: fixture).isEmpty)
        #expect(!RegularFile.exists(fixture.home))
        #expect(!RegularFile.exists(fixture.folder + "/state"))
    }

    @Test func `with --keep the folder is named and holds the ledger`() async throws {
        let fixture = try Fixture()
        var options = DemoCommand.Options()
        options.keep = true
        let answer = try await Demo(options, fixture.context()).perform()
        let folder = try #require(answer.result["folder"]?.string)
        #expect(answer.lines.last?.contains(folder) == true)
        #expect(RegularFile.exists(folder + "/home/ledger.sqlite"))
    }

    @Test func `a home that holds a ledger is refused, and nothing is made`() async throws {
        let fixture = try Fixture()
        var options = DemoCommand.Options()
        options.home = fixture.home
        let first = try await Demo(options, fixture.context()).perform()
        #expect(first.report == nil)
        #expect(RegularFile.exists(fixture.home + "/ledger.sqlite"))
        #expect {
            try Demo(options, fixture.context())
        } throws: { error in
            (error as? Report)?.code == .ledgerExists
        }
        #expect(left(in: fixture).isEmpty)
    }

    @Test func `a step that ends otherwise says so`() {
        let step = DemoStep("a title", "exhibit version", expected: .notAcceptable, Answer(lines: ["accepted"]))
        #expect(!step.isAsTold)
        #expect(step.lines(1).contains("   this is not as it must be: exit 0 instead of 6"))
    }
}
