import TestSupport
import Testing

@testable import ExhibitQueue

@Suite struct `a table of comma-separated values` {
    @Test(arguments: [
        ("prompt,size\na,auto\nb,\n", ["generate --prompt=a --size=auto", "generate --prompt=b"]),
        ("\u{FEFF}prompt,n\r\na,1\r\nb,2", ["generate --prompt=a --n=1", "generate --prompt=b --n=2"]),
        ("prompt,n\ra,1\rb,2\r", ["generate --prompt=a --n=1", "generate --prompt=b --n=2"]),
        ("\"prompt\",\"n\"\n\"a, \"\"b\"\"\r\nc\",1", ["generate --prompt='a, \"b\"\r\nc' --n=1"]),
        ("prompt, n ,\n a ,1,\n,,\n\n\r\nb,2,\n", ["generate --prompt=' a ' --n=1", "generate --prompt=b --n=2"]),
        ("prompt\n\"\"\"\"\n", ["generate --prompt='\"'"]), ("prompt,n\n\"a\",\"\"", ["generate --prompt=a"]),
        ("prompt,raw,download\na,TRUE,no\nb,0,1", ["generate --prompt=a --raw --no-download", "generate --prompt=b"]),
        (
            "prompt,reference_images\na,\"[\"\"x.png\"\",\"\"y.png\"\"]\"\nb,z.png",
            [
                "generate --prompt=a --reference-image=x.png --reference-image=y.png",
                "generate --prompt=b --reference-image=z.png",
            ]
        ),
        (
            "prompt,extra_json\na,\"{\"\"b\"\": {\"\"c\"\": \"\"{index}\"\"}}\"",
            [#"generate --prompt=a --extra-json='{"b":{"c":"1"}}'"#]
        ),
        (
            "prompt,vars.colour,vars\n{n} {colour} cat,red,\"{\"\"n\"\": 3}\"\n{colour},blue,",
            ["generate --prompt='3 red cat'", "generate --prompt=blue"]
        ),
        ("mode,prompt,task-key\nvideo,橘,k", ["video --task-key=k --prompt=橘".replacing("橘", with: "'橘'")]),
    ])
    func `is a task for each row`(text: String, expected: [String]) throws {
        #expect(try lines(text) == expected)
        #expect(try manifest(text).form == .csv)
    }

    @Test(arguments: [
        (
            "prompt,sise,command\na,1,x",
            [
                #"1:8 unknown key "sise""#,
                #"1:13 "command" is refused: no manifest may run a program, and what was not made is no evidence"#,
            ]
        ),
        ("prompt,prompt\na,b", [#"1:8 two columns are called "prompt""#]),
        ("prompt,n\na\nb,1\nc,2,3", ["2:1 a row of 1 cells under 2 keys", "4:5 a cell in column 3, which has no key"]),
        (
            "prompt,n\na\"b,1\n\"c\"d,2",
            ["2:2 a quote inside a cell that does not begin with one", "3:4 text behind the closing quote of a cell"]
        ),
        ("prompt\na\n\"b\nc\n", ["3:1 a quote that is never closed"]),
        (
            "prompt,n\n\"é\né\",x\n橘,y",
            [#"3:4 "n" must be a whole number, not "x""#, #"4:3 "n" must be a whole number, not "y""#]
        ),
        (
            "n,prompt\n1,\n,a {b}",
            ["2:1 there is no prompt", #"3:2 "prompt" names the variable "b", which nothing gives"#]
        ),
        ("prompt;n\na;1", [#"1:1 neither JSON nor a first row of keys: "prompt;n""#]),
    ])
    func `is told its mistakes by line and column`(text: String, told: [String]) {
        #expect(problems(text) == told)
    }

    @Test func `must be UTF-8`() throws {
        let bytes = Array("prompt,n\na,1\nb".utf8) + [0xE9] + Array(",x\n".utf8)
        let error = try #require(throws: ManifestError.self) { try Manifest(reading: bytes) }
        #expect(error.problems.map(\.sentence).first == "line 3, column 1: a cell is not UTF-8")
        #expect(error.problems.contains { $0.sentence == "line 3, column 4: \"n\" must be a whole number, not \"x\"" })
    }

    /// Any texts in any cells, with quotes where the format needs them and where it does not.
    @Test(arguments: UInt64(0)..<200)
    func `gives back what was written`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in (0..<3).map { _ in random.cell() } }
        let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        let text = ([["prompt", "style", "quality"]] + rows)
            .map { $0.map { random.quoted($0) }.joined(separator: ",") }.joined(separator: end)
        let read = try manifest(text) { $0.keepsUnknownVariables = true }.orders.map(\.arguments)
        let expected = rows.map { row in
            zip(["prompt", "style", "quality"], row).compactMap { $1.isEmpty ? nil : "--\($0)=\($1)" }.sorted()
        }
        #expect(read.map { $0.sorted() } == expected)
    }
}

extension Seeded {
    /// A text without braces, never empty.
    fileprivate mutating func cell() -> String {
        let pieces = ["a", "\"", "\"\"", ",", "\n", "\r\n", "\r", " ", "橘", "=", "--x", "e\u{301}", "🐈"]
        return "x"
            + (0..<Int.random(in: 0...6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    fileprivate mutating func quoted(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
        guard needsQuotes || Bool.random(using: &self) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
