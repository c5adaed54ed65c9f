import ExhibitModel
import Testing

@testable import ExhibitConfiguration

@Suite struct PlainHTTPTests {
    typealias Row = (url: String, key: Bool, allowed: Bool, limit: PeerLimit?)

    static let rows: [Row] = [
        ("https://gw.example/v1", true, false, .any),
        ("http://127.0.0.1:8080/v1", true, false, .loopback),
        ("http://127.8.9.1/v1", true, false, .loopback),
        ("http://localhost:8080", true, false, .loopback),
        ("http://a.localhost", true, false, .loopback),
        ("http://[::1]:8080", true, false, .loopback),
        ("HTTP://LOCALHOST", true, false, .loopback),
        ("http://127.0.0.1:8080/v1", false, false, .local),
        ("http://gw.example/v1", true, false, nil),
        ("http://192.168.0.5:7860", true, false, nil),
        ("http://127.evil.example", true, false, nil),
        ("http://localhost.evil.example", true, false, nil),
        ("http://127.0.0.256", true, false, nil),
        ("http://gw.example/v1", true, true, .any),
    ]

    @Test(arguments: rows)
    func `a credential travels over plain http to loopback only`(row: Row) throws {
        let machine = try Machine()
        let key = row.key ? ", apiKey: 'k-123456'" : ""
        try machine.writeConfig("{models:{providers:{team:{baseUrl:'\(row.url)'\(key)}}}}")
        if row.allowed {
            try machine.write(#"{"providers":{"team":{"allow_http":true}}}"#, machine.ownHome + "/config.json")
        }
        guard let limit = row.limit else {
            let report = try report { _ = try machine.provider() }
            #expect(report.code == .providerInsecure)
            return
        }
        #expect(try machine.provider().peerLimit == limit)
    }
}
