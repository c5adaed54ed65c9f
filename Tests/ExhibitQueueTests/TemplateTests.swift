import TestSupport
import Testing

@testable import ExhibitQueue

@Suite struct `the templates of items` {
    @Test(arguments: [
        ("a {b} c", "a B c"), ("{b}{b}", "BB"), ("{{b}}", "{b}"), ("{{{b}}}", "{B}"), ("}}{{", "}{"),
        ("{index}/{mode}", "1/image"), ("{橘} {a b} {x.y}", "fruit spaced dotted"), ("{open}", "{b}"),
    ])
    func `are filled once`(prompt: String, filled: String) throws {
        let text = #"[{"prompt":"\#(prompt)","vars":{"b":"B","橘":"fruit","a b":"spaced","x.y":"dotted","open":"{b}"}}]"#
        #expect(try manifest(text).orders.first?.arguments == ["--prompt=" + filled])
    }

    @Test func `take the nearest variables: the item's own, then what was added last`() throws {
        var variables = ManifestVariables()
        try variables.add(Array(#"{"a":"json","b":"json","c":"json","n":1.50,"t":true}"#.utf8), source: "--vars-json")
        try variables.add(Array(#"{"b":"file","c":"file"}"#.utf8), source: "--vars-file")
        let found = try lines(#"{"prompt":"{a} {b} {c} {n} {t}","vars":{"c":"item"}}"#) { $0.variables = variables }
        #expect(found == ["generate --prompt='json file item 1.50 true'"])
        #expect(try lines(#"{"prompt":"{c}"}"#) { $0.variables = variables } == ["generate --prompt=file"])
    }

    @Test func `know the item's number and mode, unless a variable is called so`() throws {
        let text =
            #"{"prompt":"{index} {mode}"}"# + "\n\n" + #"{"mode":"video","prompt":"{index} {mode}"}"# + "\n"
            + #"{"mode":"{kind}","prompt":"{index} {mode}","vars":{"index":"i","kind":"speech"}}"#
        #expect(
            try lines(text) == [
                "generate --prompt='1 image'", "video --prompt='2 video'", "speech --prompt='i speech'",
            ]
        )
        #expect(try lines(#"{"prompt":"{mode}","vars":{"mode":"m"}}"#) == ["generate --prompt=m"])
    }

    @Test func `are all texts of the item, in lists and in more JSON too, and no keys`() throws {
        let text = #"""
            {"prompt":"a","n":"{n}","raw":"{r}","image":["{a}.png","b.png"],"prefix":"p-{index}",
             "extra_json":{"{k}":{"deep":["{a}"]}},"style":"{none}",
             "vars":{"n":2,"r":true,"a":"A","none":""}}
            """#
        #expect(
            try lines(text) == [
                #"generate --prompt=a --extra-json='{"{k}":{"deep":["A"]}}' --n=2 --image=A.png --image=b.png --raw --prefix=p-1"#
            ]
        )
    }

    @Test(arguments: [
        ("{b}", #"1:2 "prompt" names the variable "b", which nothing gives"#),
        ("a {} b", #"1:2 "prompt" names the variable "", which nothing gives"#),
        ("a { b", #"1:2 "prompt" has a { without its }"#),
        ("a {b{c}} d", #"1:2 "prompt" has a { without its }"#), ("a } b", #"1:2 "prompt" has a } without its {"#),
    ])
    func `tell what they lack`(prompt: String, told: String) {
        #expect(problems("{\"prompt\":\"\(prompt)\"}").contains(told))
    }

    @Test func `tell every name once, and guess`() throws {
        let error = try #require(throws: ManifestError.self) {
            try manifest(
                "[\n{\"prompt\":\"{colur} {x} {colur}\",\n\"vars\":{\"colour\":\"red\"},\"style\":\"{colur}\"}]"
            )
        }
        #expect(error.problems.map(\.place?.line) == [2, 2, 3])
        #expect(error.problems.first?.hint == "did you mean {colour}?")
        #expect(error.problems[1].hint.hasPrefix("give it in vars, --vars-json or --vars-file"))
    }

    @Test func `leave unknown names when told to, and lone braces never`() throws {
        let kept = try lines(#"{"prompt":"{a} {{b}} {\"c\": 1} {}"}"#) { $0.keepsUnknownVariables = true }
        #expect(kept == [#"generate --prompt='{a} {b} {"c": 1} {}'"#])
        #expect(!problems(#"{"prompt":"{"}"#) { $0.keepsUnknownVariables = true }.isEmpty)
    }

    @Test func `are not there in the form with tasks`() throws {
        #expect(try lines(#"{"tasks":[{"prompt":"{a} {{b}} }"}]}"#) == ["generate --prompt='{a} {{b}} }'"])
        #expect(
            problems(#"{"tasks":[{"prompt":"a","vars":{"b":1}}]}"#)
                == [#"1:25 the form with "tasks" has no variables: its braces are braces"#]
        )
    }

    @Test(arguments: [
        (#"{"a":[1]}"#, "--vars-json, line 1, column 2: the variable \"a\" is no text"),
        (#"[1]"#, "--vars-json: not a JSON object"),
        ("{\n\"a\" 1}", "--vars-json, line 2, column 5: unexpected character"),
    ])
    func `refuse variables that are no texts`(text: String, told: String) throws {
        var variables = ManifestVariables()
        let error = try #require(throws: ManifestError.self) {
            try variables.add(Array(text.utf8), source: "--vars-json")
        }
        #expect(error.problems.map(\.sentence) == [told])
        #expect(problems(#"{"prompt":"a","vars":{"b":null}}"#).count == 1)
        #expect(problems(#"{"prompt":"a","vars":"b"}"#).count == 1)
    }

    /// Texts of names, braces and words: filled as a walk over the pieces would.
    @Test(arguments: UInt64(0)..<300)
    func `fill any mixture of pieces`(seed: UInt64) throws {
        var random = Seeded(seed)
        var own = ManifestVariables()
        try own.add(Array(#"{"a":"{b}","b":"}","é":"","long name":"x{{"}"#.utf8), source: "test")
        let pieces = [
            ("{a}", "{b}"), ("{b}", "}"), ("{é}", ""), ("{long name}", "x{{"), ("{{", "{"), ("}}", "}"), ("橘 ", "橘 "),
            ("e\u{301}", "e\u{301}"), ("\n", "\n"), ("{gone}", "{gone}"),
        ]
        let chosen = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        var template = Template(own, keepsUnknown: true)
        let filled = template.fill(chosen.map(\.0).joined())
        #expect(Array(filled.utf8) == Array(chosen.map(\.1).joined().utf8))
        #expect(template.takeFaults().isEmpty)
    }

    /// What stands in a text, doubled braces and all, comes back when it is doubled.
    @Test(arguments: UInt64(0)..<200)
    func `give back any text whose braces are doubled`(seed: UInt64) {
        var random = Seeded(seed)
        let letters = ["{", "}", "{", "}", "a", " ", "\u{301}", "🐈"]
        let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
            .joined()
        var template = Template(ManifestVariables(), keepsUnknown: false)
        let doubled = text.unicodeScalars.map { $0 == "{" || $0 == "}" ? "\($0)\($0)" : "\($0)" }.joined()
        #expect(Array(template.fill(doubled).utf8) == Array(text.utf8))
        #expect(template.takeFaults().isEmpty)
    }
}
