import TestSupport

@testable import ExhibitJSON

extension Seeded {
    /// A value of every kind, with the characters that writers get wrong.
    mutating func value(depth: Int, canonical: Bool) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(number(canonical: canonical))
        case 3, 4: return .string(text())
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1, canonical: canonical) }
            )
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...(depth == 1 ? 40 : 5), using: &self) {
                object[text()] = value(depth: depth - 1, canonical: canonical)
            }
            return .object(object)
        }
    }

    mutating func text() -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{00}", "\u{1F}", "\u{7F}", "é", "e", "\u{301}",
            "\u{2028}",
            "\u{D7FF}", "\u{E000}", "\u{FB33}", "\u{FFFF}", "😀", "\u{10FFFF}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &self)])
        }
        return text
    }

    private mutating func number(canonical: Bool) -> JSONNumber {
        let whole = JSONNumber(Int.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &self))
        guard !canonical else { return whole }
        let tails = ["", ".0", ".250", "e5", "E-07", ".1e+400", "00000000000000000000"]
        return JSONNumber(text: whole.text + tails[Int.random(in: 0..<tails.count, using: &self)]) ?? whole
    }
}
