import ExhibitModel
import ExhibitRedaction

/// Secrets of the shapes that providers hand out; none was ever valid.
enum Fixture {
    static let secrets: [(name: String, value: String)] = [
        ("relay", "sk-happy-0123456789abcdefghijklmnopqrstuvwxyzABCD"),
        ("project", "sk-proj-Zq3_x-T3BlbkFJ9a/b+c=Qw7eRtYuIoP"),
        ("short", "p4ss!w"),
        ("symbols", #"a"b\c/d&e=f g%h<i>j'é"#),
        ("hex", "deadbeefcafe0123456789abcdef0042"),
    ]

    static let key = [UInt8](repeating: 3, count: 32)

    static let redactor = Redactor(
        secrets: secrets.map { KnownSecret(name: $0.name, value: Secret($0.value)) },
        key: key,
        home: "/srv/people/ana"
    )

    static func percent(_ value: String, upper: Bool, all: Bool) -> String {
        value.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isPlain, !all { return String(Character(scalar)) }
            let hex = Hex.encode([byte])
            return "%" + (upper ? hex.uppercased() : hex)
        }.joined()
    }

    static func json(_ value: String, unicode: Bool) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\", "/": "\\\(scalar)"
            case _ where unicode:
                "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: String(Character(scalar))
            }
        }.joined()
    }

    static func html(_ value: String) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(Character(scalar))
            }
        }.joined()
    }

    static func base64URL(_ bytes: [UInt8]) -> String {
        Base64.encode(bytes).map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
    }

    /// Every way in which a value is passed on that has to be recognised.
    static func spellings(of value: String) -> [(name: String, text: String)] {
        let bytes = Array(value.utf8)
        let escaped = json(value, unicode: false)
        return [
            ("plain", value), ("percent", percent(value, upper: true, all: false)),
            ("percent, lower case", percent(value, upper: false, all: false)),
            ("percent, all", percent(value, upper: true, all: true)), ("JSON", escaped),
            ("JSON, all", json(value, unicode: true)), ("JSON in JSON", json(escaped, unicode: false)),
            ("HTML", html(value)),
            ("hex", Hex.encode(bytes)), ("hex, upper case", Hex.encode(bytes).uppercased()),
            ("base64", Base64.encode(bytes)), ("base64 behind one byte", Base64.encode([58] + bytes + [10, 20])),
            ("base64 behind two bytes", Base64.encode([97, 58] + bytes + [10])),
            ("base64 of a login", Base64.encode(Array("user:".utf8) + bytes)),
            ("base64url", base64URL(bytes)), ("base64url behind one byte", base64URL([255] + bytes + [255])),
            ("base64 in JSON", json(Base64.encode([1, 2] + bytes), unicode: false)),
        ]
    }
}
