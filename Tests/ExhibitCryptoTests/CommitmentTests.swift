import ExhibitCrypto
import Testing

struct CommitmentTests {
    @Test func `the golden commitment comes out`() {
        #expect(
            Commitment.hex(salt: Array(0..<16), value: "A realistic photo of an orange cat")
                == "bdda9aa5759e69b097bac406f39e9e7507fa2ba6e8f750b89031038fd8ffb48a"
        )
    }

    @Test func `another salt or value gives another commitment`() {
        let salt = [UInt8](repeating: 1, count: 16)
        let all = [
            Commitment.hex(salt: salt, value: "cat"), Commitment.hex(salt: Array(0..<16), value: "cat"),
            Commitment.hex(salt: salt, value: "cat "), Commitment.hex(salt: salt, value: ""),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `a short salt is our bug`() async {
        await #expect(processExitsWith: .failure) {
            _ = Commitment.hex(salt: [1, 2, 3], value: "cat")
        }
    }
}
