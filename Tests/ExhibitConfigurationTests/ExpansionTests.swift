import Testing

@testable import ExhibitConfiguration

@Suite struct ExpansionTests {
    private static let variables = VariableSources(layers: [
        .init(name: "environment", values: ["KEY": "first", "EMPTY": "", "_A1": "a", "NEST": "${KEY}"]),
        .init(name: "./.env", values: ["KEY": "second", "EMPTY": "filled", "FILE": "f"]),
    ])

    @Test(arguments: [
        ("plain", "plain"), ("${KEY}", "first"), ("$KEY", "first"), ("a${KEY}b${FILE}c", "afirstbfc"),
        ("${EMPTY}", "filled"), ("${_A1}", "a"), ("${NEST}", "${KEY}"), ("${GONE:-x}", "x"), ("${GONE:-}", ""),
        ("${KEY:-x}", "first"), ("$${KEY}", "${KEY}"), ("$${KEY:-x}", "${KEY:-x}"), ("a $KEY", "a $KEY"),
        ("${key}", "${key}"), ("${KEY:=x}", "${KEY:=x}"), ("${KEY-x}", "${KEY-x}"), ("${#KEY}", "${#KEY}"),
        ("${GONE:-$KEY}", "${GONE:-$KEY}"), ("${GONE:-{}", "${GONE:-{}"), ("${1A}", "${1A}"), ("${}", "${}"),
        ("${KEY", "${KEY"), ("$", "$"), ("$$", "$$"), ("", ""), ("$${KEY", "$${KEY"), ("猫${KEY}🐱", "猫first🐱"),
        ("${GONE", "${GONE"), ("${KEY}}", "first}"), ("$$KEY", "$$KEY"),
    ])
    func `what becomes of a text`(source: String, text: String) {
        let expansion = Expansion(of: source, from: Self.variables)
        #expect(expansion.text == text)
        #expect(expansion.missing.isEmpty)
    }

    @Test func `a name without a value stays and is named`() {
        let expansion = Expansion(of: "a${GONE}b${KEY}c${LOST}", from: Self.variables)
        #expect(expansion.text == "a${GONE}bfirstc${LOST}")
        #expect(expansion.missing == ["GONE", "LOST"])
        #expect(expansion.used.map(\.name) == ["KEY"])
        #expect(Expansion(of: "$GONE", from: Self.variables).missing == ["GONE"])
    }

    @Test func `the layer that had the value is known`() {
        #expect(Expansion(of: "${FILE}", from: Self.variables).used.map(\.layer) == ["./.env"])
    }

    /// Whatever the text, what is no reference survives, and nothing is lost.
    @Test(arguments: UInt64(0)..<200)
    func `a text without a whole reference comes out as it went in`(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        let alphabet = Array("${}:-aK_1 é")
        let text = String(
            (0..<24).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return alphabet[Int(state % UInt64(alphabet.count))]
            }
        )
        guard !text.contains("}"), !text.hasPrefix("$") else { return }
        #expect(Expansion(of: text, from: Self.variables).text == text)
    }
}
