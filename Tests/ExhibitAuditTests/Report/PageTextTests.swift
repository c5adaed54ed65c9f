import ExhibitJSON
import Testing

@testable import ExhibitAudit

@Suite struct PageTextTests {
    private func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        PageText.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"), ("a\u{202E}b", "a[U+202E]b"),
        ("\u{2066}x\u{2069}", "[U+2066]x[U+2069]"), ("bell\u{7}", "bell\u{2407}"), ("esc\u{1B}[31m", "esc\u{241B}[31m"),
        ("\u{0}", "\u{2400}"), ("\u{7F}", "\u{2421}"), ("c1\u{85}", "c1[U+0085]"),
        ("\u{2028}\u{FEFF}", "[U+2028][U+FEFF]"),
        ("two\nlines\t.", "two\nlines\t."), ("carriage\r", "carriage\u{240D}"), ("سلام 漢字 😀", "سلام 漢字 😀"),
        ("👩\u{200D}💻", "👩\u{200D}💻"),
    ])
    func `a text shows what it holds and is never markup`(text: String, expected: String) {
        #expect(escaped(text) == expected)
    }

    @Test(arguments: ["</script><!--", "a & b > c", "\u{2028}\u{202E}\u{7F}\u{85}", "plain"])
    func `JSON in a page begins no markup and says the same`(text: String) throws {
        let bytes = PageText.json(JSONText.compact(["key": .string(text)]))
        #expect(!bytes.contains { [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0x7F].contains($0) })
        #expect(try JSONReader.read(bytes, .reply)["key"]?.string == text)
    }

    @Test func `attributes are escaped and elements close in order`() {
        var writer = MarkupWriter()
        writer.write(
            tag("div", .label("a \"b\" <c>")) {
                tag("img", Attribute("src", png: [1, 2, 3]), Attribute("alt", "x'y"))
                "1 < 2"
            }
        )
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "<!doctype html>\n<div aria-label=\"a &quot;b&quot; &lt;c&gt;\">"
                + "<img src=\"data:image/png;base64,AQID\" alt=\"x&#39;y\">1 &lt; 2</div>"
        )
    }
}
