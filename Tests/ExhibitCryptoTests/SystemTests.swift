import ExhibitCrypto
import Testing

struct SystemTests {
    @Test(arguments: [0, 1, 12, 16, 4096])
    func `random bytes come in the number asked for`(count: Int) {
        #expect(SystemRandom.bytes(count).count == count)
    }

    @Test func `random bytes do not repeat`() {
        #expect(Set((0..<100).map { _ in SystemRandom.bytes(16) }).count == 100)
    }

    @Test func `the library says its version in three numbers`() {
        let numbers = CryptoLibrary.version.split(separator: ".").map { Int($0) }
        #expect(numbers.count == 3)
        #expect(numbers.first == 3)
    }
}
