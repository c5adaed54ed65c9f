import Testing

@testable import ExhibitJSON

@Suite struct `JSON pointers` {
    /// The document of RFC 6901 §5.
    static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
    ]

    static let examples: [(String, JSONValue)] = [
        ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
        ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ]

    @Test(arguments: examples)
    func `the examples of the specification`(text: String, value: JSONValue) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(Self.document.at(pointer) == value)
        #expect(pointer.description == text)
    }

    @Test(arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/foo/-1", "/foo/x", "/foo/0/x", "/bar", "/foo/", "//"])
    func `places that are not there`(text: String) throws {
        #expect(Self.document.at(try #require(JSONPointer(text))) == nil)
    }

    @Test(arguments: ["foo", "#/foo", "/~", "/~2", "/a~", "/a/~b"])
    func `what is no pointer`(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func `tokens are escaped when they are written`() {
        let pointer = JSONPointer().appending("a/b").appending("~1").appending(3)
        #expect(pointer.description == "/a~1b/~01/3")
        #expect(JSONPointer(pointer.description) == pointer)
        #expect(pointer == JSONPointer(tokens: ["a/b", "~1", "3"]))
    }
}
