import ExhibitModel
import ExhibitTransport
import Testing

struct FailureReportTests {
    private static let facts = ConnectionFacts(scheme: "https", host: "api.example", port: 443)

    @Test(
        arguments: [
            (
                TransportFailure.Kind.connect, TransportFailure.Phase.notLeft, nil, ErrorCode.providerUnreachable,
                Billed.no
            ),
            (.timeout, .notLeft, nil, .providerUnreachable, .no),
            (.tlsTrust, .notLeft, nil, .tlsUntrusted, .no),
            (.tls, .notLeft, nil, .providerUnreachable, .no),
            (.addressRefused, .notLeft, nil, .addressRefused, .no),
            (.cancelled, .notLeft, nil, .runInterrupted, .no),
            (.badURL, .notLeft, nil, .configInvalid, .no),
            (.cancelled, .left, nil, .outcomeUnknown, .maybe),
            (.timeout, .left, nil, .outcomeUnknown, .maybe),
            (.garbage, .left, nil, .outcomeUnknown, .maybe),
            (.reset, .receiving, 200, .replyIncomplete, .yes),
            (.reset, .receiving, 500, .replyIncomplete, .maybe),
            (.bodyTooLong, .receiving, 200, .replyMediaTooLarge, .yes),
            (.headersTooLong, .receiving, 200, .replyHeadersTooLong, .yes),
        ] as [(TransportFailure.Kind, TransportFailure.Phase, Int?, ErrorCode, Billed)]
    )
    func `a failure is told by how far the request got`(
        kind: TransportFailure.Kind,
        phase: TransportFailure.Phase,
        status: Int?,
        code: ErrorCode,
        billed: Billed
    ) {
        let head = status.map { HTTPHead(status: $0, headers: []) }
        let failure = TransportFailure(kind: kind, phase: phase, head: head, facts: Self.facts, detail: "why")
        #expect(failure.report == Report(code, "api.example: why", billed: billed))
    }

    @Test func `the library names its versions`() {
        #expect(TransportLibrary.version.hasPrefix("libcurl/"))
        #expect(TransportLibrary.version.contains(" OpenSSL/"))
    }
}
