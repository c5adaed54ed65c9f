import Testing

@testable import ExhibitModel

@Suite struct ULIDTests {
    @Test(arguments: [
        (Int64(0), [UInt8](repeating: 0, count: 10), "00000000000000000000000000"),
        (0, [UInt8](repeating: 255, count: 10), "0000000000ZZZZZZZZZZZZZZZZ"),
        // The time of the example in the specification.
        (1_469_918_176_385, [UInt8](repeating: 0, count: 10), "01ARYZ6S410000000000000000"),
        (0xFFFF_FFFF_FFFF, [UInt8](repeating: 255, count: 10), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
        (1, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "00000000010000000000000001"),
    ])
    func `time and random bits make 26 characters`(milliseconds: Int64, random: [UInt8], text: String) {
        let id = ULID(at: Timestamp(milliseconds: milliseconds), random: random)
        #expect(id.description == text)
        #expect(ULID(text) == id)
    }

    @Test func `identifiers sort by time, whatever their random bits`() {
        let times: [Int64] = [0, 1, 31, 32, 1023, 1024, 1_469_918_176_385, 1_795_244_177_123]
        let ids = times.enumerated().map { index, time in
            ULID(at: Timestamp(milliseconds: time), random: [UInt8](repeating: UInt8(255 - index), count: 10))
        }
        #expect(ids.sorted() == ids)
        #expect(Set(ids).count == times.count)
    }

    @Test func `the short form is the last eight characters`() {
        #expect(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV")?.short == "Q69G5FAV")
    }

    @Test(arguments: [
        "", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVV", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO",
        "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FA-",
    ])
    func `what is no identifier is refused`(text: String) {
        #expect(ULID(text) == nil)
    }
}
