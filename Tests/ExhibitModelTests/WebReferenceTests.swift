import Testing

@testable import ExhibitModel

@Suite struct WebReferenceTests {
    /// RFC 3986 §5.4, without the examples whose scheme is not fetched or whose base has a parameter in its path.
    static let examples: [(String, String)] = [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g"), ("?y", "http://a/b/c/d?y"), ("g?y", "http://a/b/c/g?y"), ("g#s", "http://a/b/c/g"),
        ("g?y#s", "http://a/b/c/g?y"), ("", "http://a/b/c/d"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
        ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"), ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("http://h/x", "http://h/x"), ("HTTPS://h/x#y", "HTTPS://h/x"),
    ]

    @Test(arguments: examples)
    func `a reference means what RFC 3986 says`(reference: String, address: String) {
        #expect(WebReference.resolve(reference, against: "http://a/b/c/d?q") == address)
    }

    @Test(arguments: ["javascript:alert(1)", "data:image/png;base64,AA==", "file:///etc/passwd", "ftp://h/x"])
    func `another scheme is no web address`(reference: String) {
        #expect(WebReference.resolve(reference, against: "http://a/b") == nil)
    }

    @Test(arguments: ["", "a/b", "ftp://h/", "http://", "http:///x"])
    func `nothing is relative to what is no web address`(base: String) {
        #expect(WebReference.resolve("x", against: base) == nil)
    }

    @Test func `a base may end with its host`() {
        #expect(WebReference.resolve("x.png", against: "https://h:8080") == "https://h:8080/x.png")
        #expect(WebReference.resolve("x.png", against: "https://h?q=/a/b") == "https://h/x.png")
    }
}
