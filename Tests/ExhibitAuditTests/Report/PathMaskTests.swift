import Testing

@testable import ExhibitAudit

@Suite struct PathMaskTests {
    private let mask = PathMask(home: "/srv/ex", user: "/home/ann", others: ["/home/ann/pictures/my cat.png"])

    @Test(arguments: [
        ("/home/ann/pictures/my cat.png is away", "(a path) is away"),
        ("in /srv/ex/ledger.sqlite", "in (home)/ledger.sqlite"),
        ("/home/ann/other.txt", "~/other.txt"), ("/request/provider is happy", "/request/provider is happy"),
        ("no path", "no path"),
    ])
    func `known paths go, and nothing else`(text: String, expected: String) {
        #expect(mask.hide(text) == expected)
    }

    @Test func `of an audit's words everything goes that looks like a path`() {
        #expect(mask.hideAll("/mnt/x/y.png is not there; 3/4 read") == "(a path) is not there; 3/4 read")
    }
}
