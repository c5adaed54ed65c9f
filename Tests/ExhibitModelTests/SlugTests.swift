import Testing

@testable import ExhibitModel

@Suite struct SlugTests {
    @Test(arguments: [
        ("cat-test", "cat-test"), ("Cat Test", "Cat-Test"), ("a/b\\c", "a-b-c"), ("a  --  b", "a-b"),
        ("v1.2_final", "v1.2_final"), ("猫の写真 一", "猫の写真-一"), ("кот №1", "кот-1"), ("صورة", "صورة"),
        ("हिन्दी", "हिन्दी"), ("e\u{301}te\u{301}", "\u{E9}t\u{E9}"), ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
        ("日本①", "日本①"), ("🐈 cat", "cat"), ("\u{0}a\nb", "a-b"),
        ("..", "run"), ("", "run"), ("---", "run"), ("🐈", "run"), (".hidden", "hidden"), ("../../etc", "etc"),
        ("-rf", "rf"), (".\u{301}x", "x"), ("name-", "name"), ("a*?:\"<>|b", "a-b"),
    ])
    func `a task name becomes part of a file name`(name: String, slug: String) {
        // Scalars: two strings of the same characters need not be the same bytes.
        #expect(Array(Slug.of(name).unicodeScalars) == Array(slug.unicodeScalars))
    }

    @Test(arguments: ["a", "é", "猫", "e\u{301}\u{302}\u{303}", "a-", "ab-"])
    func `a long name is cut at a character, to 80 bytes at most`(part: String) {
        for count in 20...120 {
            let slug = Slug.of(String(repeating: part, count: count))
            #expect(slug.utf8.count <= 80)
            #expect(!slug.isEmpty && slug.last != "-" && slug.utf8.first != UInt8(ascii: "."))
        }
    }

    @Test func `one character of more than 80 bytes leaves the name of last resort`() {
        #expect(Slug.of("e" + String(repeating: "\u{323}\u{301}", count: 60)) == "run")
    }
}
