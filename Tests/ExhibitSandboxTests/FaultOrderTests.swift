import ExhibitModel
import Testing

@testable import ExhibitSandbox

struct FaultOrderTests {
    @Test(
        arguments: [
            ("429", SandboxFault.tooManyRequests, nil, nil), ("429:30", .tooManyRequests, "30", nil),
            ("429:ms=50x2", .tooManyRequests, "ms=50", 2), ("first:2:429", .tooManyRequests, nil, 2),
            ("first:3:429:7", .tooManyRequests, "7", 3), ("500x1", .serverError, nil, 1),
            ("other-size:64x48", .otherSize, "64x48", nil), ("first:1:other-size:64x48", .otherSize, "64x48", 1),
            ("hang", .hang, nil, nil), ("url:503x1", .url, "503x1", nil),
            ("other-size:64x48x2", .otherSize, "64x48", 2),
            ("urlx2", .url, nil, 2), ("drop-after-bytes:100x3", .dropAfterBytes, "100", 3),
            ("url:404", .url, "404", nil), ("cross-url:first:1:503", .crossURL, "first:1:503", nil),
            ("poll:500x2", .poll, "500x2", nil), ("poll:429:1x1", .poll, "429:1x1", nil),
            ("result:slow:200", .result, "slow:200", nil), ("job-polls:0", .jobPolls, "0", nil),
            ("job-failsx1", .jobFails, nil, 1), ("no-aspect-ratio:400", .noAspectRatio, "400", nil),
        ] as [(String, SandboxFault, String?, Int?)]
    )
    func `an order is read`(spec: String, fault: SandboxFault, argument: String?, limit: Int?) throws {
        let order = try FaultOrder(parsing: spec)
        #expect(order.fault == fault && order.argument == argument && order.limit == limit)
    }

    @Test(arguments: [
        "", "nonsense", "first:2", "first:0:429", "first:x:429", "slow", "slow:fast", "slow:-1", "429:soon", "big",
        "other-size:big", "url:nonsense", "url:big:1", "500:1", "path:v2", "endless-body:no", "x2",
        "poll", "result", "poll:job-fails", "poll:fewer", "url:url", "job-polls", "job-polls:few", "error", "error:odd",
        "no-aspect-ratio:422", "job-fails:1",
    ])
    func `an order that cannot be followed is an error`(spec: String) {
        #expect(throws: SandboxError.self) { try FaultOrder(parsing: spec) }
    }

    @Test func `the error names the order and is a usage error`() {
        #expect(throws: SandboxError.unknownFault("nonsense")) { try Sandbox(faults: ["429", "nonsense"]) }
        #expect(SandboxError.unknownFault("nonsense").report.exit == .usage)
    }

    @Test func `a prompt holds several orders`() throws {
        let orders = try FaultOrder.orders(in: "a [[fault:429x1]] cat [[fault:slow:5]] [[fault:")
        #expect(orders.map(\.fault) == [.tooManyRequests, .slow])
    }

    @Test func `limited faults end, one after the other, and for each prompt anew`() throws {
        let orders = try FaultOrder.orders(in: "[[fault:429x2]][[fault:500x1]][[fault:slow:0]]")
        let counter = FaultCounter()
        let course = (0..<5).map { _ in counter.active(orders, for: "a").map(\.fault) }
        #expect(
            course == [
                [.tooManyRequests, .slow], [.tooManyRequests, .slow], [.serverError, .slow], [.slow], [.slow],
            ]
        )
        #expect(counter.active(orders, for: "b").map(\.fault) == [.tooManyRequests, .slow])
    }

    @Test func `every fault has a line for help and a name of its own`() {
        #expect(SandboxFault.all.count >= 40)
        #expect(Set(SandboxFault.all.map(\.name)).count == SandboxFault.all.count)
        for fault in SandboxFault.all {
            #expect(!fault.meaning.isEmpty && fault.meaning.count < 90 && !fault.meaning.contains("\n"))
        }
    }
}
