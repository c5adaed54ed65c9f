import Testing

@testable import ExhibitAudit

@Suite struct MaskedAddressTests {
    @Test(arguments: [
        ("https://cdn.example/a/b.png?sig=1", "https://cdn.example", "/a/b.png", nil as String?, true),
        ("https://CDN.example:443/a", "https://cdn.example", "/a", nil, true),
        ("https://cdn.example", "https://cdn.example", "/", nil, true),
        ("https://cdn.example/a", "https://cdn.example", "/b", nil, false),
        ("https://cdn.example/a", "https://other.example", "/a", nil, false),
        ("http://cdn.example/a", "https://cdn.example", "/a", nil, false),
        ("/files/1.png", "https://gw.example", "/files/1.png", "https://gw.example", true),
        ("/files/1.png", "https://cdn.example", "/files/1.png", "https://gw.example", false),
        ("files/1.png", "https://gw.example", "/v1/files/1.png", "https://gw.example", true),
    ])
    func `an address leads to the place that it names`(
        address: String,
        origin: String,
        path: String,
        base: String?,
        leads: Bool
    ) {
        #expect(MaskedAddress(address).leads(to: origin, path, from: base) == leads)
    }
}
