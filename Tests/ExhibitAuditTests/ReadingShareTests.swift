import ExhibitCrypto
import ExhibitModel
import Testing

@testable import ExhibitAudit

@Suite struct ReadingShareTests {
    @Test(arguments: ["", "5", "0%", "101%", "x%", "3/2", "0/2", "1/0", "1/2/3", "-1/2"])
    func `what is no share is refused`(text: String) {
        #expect(ReadingShare(text) == nil)
    }

    @Test(arguments: [("5%", 30...80), ("100%", 1000...1000), ("1/4", 200...300), ("1/1", 1000...1000)])
    func `a share takes about its part, and the same each time`(text: String, count: ClosedRange<Int>) throws {
        let share = try #require(ReadingShare(text))
        let digests = (0..<1000).map { SHA256.hash(Array("\($0)".utf8)) }
        #expect(count.contains(digests.count(where: share.includes)))
    }

    @Test func `the parts of a whole are the whole`() throws {
        let shares = try (1...7).map { try #require(ReadingShare("\($0)/7")) }
        for number in 0..<200 {
            let digest = SHA256.hash([UInt8(number)])
            #expect(shares.count { $0.includes(digest) } == 1)
        }
    }
}
