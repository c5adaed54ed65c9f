import ExhibitModel
import Testing

@testable import ExhibitLedger

@Suite struct ProviderLockTests {
    @Test func `one has the turn until it lets go`() throws {
        let sample = try SampleHome()
        let first = try #require(try ProviderLock.tryTake("clacky", in: sample.home))
        #expect(try ProviderLock.tryTake("clacky", in: sample.home) == nil)
        #expect(try ProviderLock.tryTake("other", in: sample.home) != nil)
        first.release()
        #expect(try ProviderLock.tryTake("clacky", in: sample.home) != nil)
    }

    @Test func `a provider's name cannot leave the folder`() throws {
        let sample = try SampleHome()
        let lock = try ProviderLock.tryTake("../../etc/x", in: sample.home)
        #expect(lock != nil)
        #expect(RegularFile.names(in: sample.home.locks).allSatisfy { $0.hasPrefix("provider-") })
        #expect(RegularFile.names(in: sample.home.locks).count == 1)
    }
}
