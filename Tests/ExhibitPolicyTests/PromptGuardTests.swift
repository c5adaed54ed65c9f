import ExhibitModel
import Testing

@testable import ExhibitPolicy

@Suite struct PromptGuardTests {
    private static let terms =
        #""prepare":[{"id":"G-1","terms":["sexy","裸","Bikini ","t-shirt","性感"],"append":" [one]"},{"id":"G-2","terms":["nude"],"append":" [two]"}]"#

    private func guarded() throws -> Policy {
        try policy(
            rules: #"{"id":"R","severity":"warn","assert":{"path":"/a","op":"exists"}}"#,
            extra: "," + Self.terms
        )
    }

    @Test(arguments: [
        ("a sexy pose", true), ("sexy", true), ("SEXY!", true), ("very-sexy", true), ("(sexy)", true),
        ("sexy_pose", true),
        ("sexyness", false), ("unsexy", false), ("sexy2", false), ("2sexy", false), ("sexyé", false),
        ("sexy\u{301}", false),
        ("ünsexy", false), ("sexyя", false),
        ("ｓｅｘｙ", true), ("ＳＥＸＹ！", true), ("ＳＥＸＹ２", false), ("Ｓexy", true),
        ("一张sexy照片", true), ("sexy写真", true), ("セクシーsexyな", true), ("섹시sexy한", true),
        ("裸", true), ("全裸照片", true), ("a裸b", true), ("很性感的人", true), ("性 感", false),
        ("unsexy but sexy", true), ("a t-shirt", true), ("a Ｔ－shirt", true), ("t shirt", false),
        ("bikini", false), ("a bikini top", true), ("", false), ("sex", false),
    ])
    func `a term matches as a word in Latin script and anywhere in CJK`(prompt: String, matches: Bool) throws {
        let prepared = try guarded().prepare(prompt, raw: false)
        #expect(prepared.state == (matches ? .applied : .notNeeded))
        #expect(prepared.prompt == (matches ? prompt + " [one]" : prompt))
        #expect(prepared.rule == (matches ? "G-1" : nil))
    }

    @Test func `raw leaves the prompt alone and tells what would have been done`() throws {
        let touched = try guarded().prepare("a sexy pose", raw: true)
        #expect(touched == ("a sexy pose", .raw, "G-1"))
        let untouched = try guarded().prepare("a cat", raw: true)
        #expect(untouched == ("a cat", .notNeeded, nil))
    }

    @Test func `every guard that matches adds its sentence, and the first is named`() throws {
        #expect(try guarded().prepare("nude, sexy", raw: false) == ("nude, sexy [one] [two]", .applied, "G-1"))
        #expect(try guarded().prepare("Nude", raw: false) == ("Nude [two]", .applied, "G-2"))
    }

    @Test func `without a section the prompt passes through`() throws {
        let plain = try policy(rules: #"{"id":"R","severity":"warn","assert":{"path":"/a","op":"exists"}}"#)
        #expect(plain.prepare("sexy", raw: false) == ("sexy", .notNeeded, nil))
    }

    @Test(arguments: ["happy-gpt-image-2", "happy-gpt-image-2-attested"])
    func `the shipped guard strengthens what it covers`(name: String) throws {
        let policy = try shipped(name)
        for prompt in ["An ADULT model", "性感女郎", "a ｎｕｄｅ study", "glamour shot"] {
            let prepared = policy.prepare(prompt, raw: false)
            #expect(prepared.prompt == prompt + "\n\nNon-explicit: fully clothed, no nudity, no sexual act.")
            #expect(prepared.rule == "GUARD-01")
        }
        #expect(policy.prepare("an orange cat, adulthood", raw: false).state == .notNeeded)
    }

    @Test(arguments: ["integrity", "no-mock", "sandbox"])
    func `the other shipped policies never touch a prompt`(name: String) throws {
        #expect(try shipped(name).prepare("sexy", raw: false) == ("sexy", .notNeeded, nil))
    }
}
