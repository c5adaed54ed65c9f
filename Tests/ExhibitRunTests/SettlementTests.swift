import ExhibitArchive
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitRun

@Suite struct SettlementTests {
    @Test(arguments: [
        ("0.042", 42_000), ("0", 0), ("1", 1_000_000), ("12.5", 12_500_000), ("0.000001", 1), ("0.0420000", 42_000),
        ("999999.999999", 999_999_999_999), ("0.042245000000000005", 42_245), ("0.09999999999999999", 100_000),
        ("0.0000010000000001", 1), ("1.99999999999999978", 2_000_000),
    ])
    func `a plain decimal is a whole number of micro-units`(text: String, micros: Int) {
        #expect(Money.micros(text) == micros)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "-1", "-0.5", "+0.5", "1e3", "0.0000001", "0.04224500000001", "0.0422459999999", "1.2.3",
        " 1", "1 ", "1,5", "NaN", "1000000",
        "0.-5", "0.+5", "٣",
    ])
    func `anything else is no price`(text: String) {
        #expect(Money.micros(text) == nil)
    }

    @Test func `a fault of this machine names no path`() {
        let full = FileFault("write", "/home/someone/secret-project/a.png", errno: 28)
        for error in [full, ArchiveError.file(full)] as [any Error] {
            let fault = Fault(local: error, "picture 1 could not be delivered")
            #expect(fault.message == "picture 1 could not be delivered: write: No space left on device")
            #expect(fault.code == .diskFull)
            #expect(fault.billed == .yes && fault.state == .failed)
        }
        #expect(!Fault.words(Report(.configInvalid, "/home/someone/x")).contains("/home"))
    }

    @Test func `what failed behind a recorded answer can be done again without a new request`() {
        let again = ErrorCode.allCases.filter(\.leavesAnswer)
        #expect(
            Set(again) == [
                .mediaDownloadFailed, .mediaUnfinished, .diskFull, .fileFailed, .runInterrupted, .runTerminated,
                .taskCancelled,
                .taskTimedOut,
            ]
        )
    }
}
