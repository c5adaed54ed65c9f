import Testing

@testable import ExhibitModel

@Suite struct TimestampTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (951_868_800_000, "2000-03-01T00:00:00.000Z"),
        (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
        (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
        (2_147_483_648_000, "2038-01-19T03:14:08.000Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (4_107_456_000_000, "2100-02-28T00:00:00.000Z"),
        (-2_203_977_600_000, "1900-02-28T00:00:00.000Z"),
        (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
        (1_795_244_177_123, "2026-11-21T06:56:17.123Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
    func `known dates are written and read`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: UInt64(0)..<200)
    func `what is written is read back`(seed: UInt64) {
        let span: UInt64 = 253_402_300_800_000
        let moment = Timestamp(milliseconds: Int64((seed &* 0x9E37_79B9_7F4A_7C15) % span))
        #expect(Timestamp(rfc3339: moment.description) == moment)
    }

    @Test func `each day of four centuries follows the one before`() {
        var previous = ""
        for day in stride(from: Int64(-146_097), through: 146_097, by: 1) {
            let text = String(Timestamp(milliseconds: day * 86_400_000).description.prefix(10))
            #expect(text > previous)
            previous = text
        }
    }

    @Test(arguments: [
        "2026-11-21T06:56:17Z", "2026-11-21T06:56:17.12Z", "2026-11-21T06:56:17.1234Z", "2026-11-21T06:56:17.123z",
        "2026-11-21 06:56:17.123Z", "2026-02-29T00:00:00.000Z", "2100-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z",
        "2026-00-01T00:00:00.000Z", "2026-01-32T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01T00:60:00.000Z",
        "2026-01-01T00:00:60.000Z", "2026-01-01T00:00:00.000+00:00", "", "+026-01-01T00:00:00.000Z",
        "2026-01-0１T00:00:00.000Z",
    ])
    func `anything but the one form is no time`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `file names and people get shorter forms`() {
        let moment = Timestamp(milliseconds: 1_795_244_177_123)
        #expect(moment.compact == "20261121T065617Z")
        #expect(moment.brief == "2026-11-21 06:56")
        #expect(moment < moment.adding(milliseconds: 1))
    }
}
