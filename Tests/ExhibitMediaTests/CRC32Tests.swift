import Testing

@testable import ExhibitMedia

struct CRC32Tests {
    /// Check values of the CRC catalogue (CRC-32/ISO-HDLC) and of every PNG's last chunk.
    @Test(arguments: [("123456789", 0xCBF4_3926 as UInt32), ("", 0), ("IEND", 0xAE42_6082), ("a", 0xE8B7_BE43)])
    func `published values come out`(text: String, value: UInt32) {
        #expect(CRC32.checksum(Array(text.utf8)) == value)
    }

    @Test(arguments: UInt64(0)..<40)
    func `pieces give what the whole gives`(seed: UInt64) {
        var random = XorShift(seed: seed)
        let bytes = (0..<Int(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        var sum = CRC32()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = 1 + Int(random.next() % 19)
            sum.update(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(sum.value == CRC32.checksum(bytes))
    }
}
