import ExhibitJSON

/// The bytes of a JSON document that was already read without an error, to find where a value of it stands.
///
/// Walks the text again from its start at each question: it is asked once, for an error.
struct SourceText: Sendable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Line and column (from 1) of the value at `pointer`, or of the key that holds it.
    ///
    /// When the value is not there, the place of the deepest value that is.
    func place(of pointer: JSONPointer, key: Bool) -> (line: Int, column: Int) {
        var walk = Walk(bytes: bytes)
        walk.skipSpace()
        var place = walk.index
        for (depth, token) in pointer.tokens.enumerated() {
            guard let member = walk.enter(token) else { break }
            place = key && depth == pointer.tokens.count - 1 ? member : walk.index
        }
        let before = bytes[..<place]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return (line, place - start + 1)
    }

    /// A position in JSON that is known to be well formed, so nothing is checked twice.
    private struct Walk {
        let bytes: [UInt8]
        var index = 0

        private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

        mutating func skipSpace() {
            while [0x20, 0x09, 0x0A, 0x0D].contains(current) { index += 1 }
        }

        /// Moves to the member or element `token` of the value here, and returns where its key (or itself) begins.
        mutating func enter(_ token: String) -> Int? {
            let isObject = current == UInt8(ascii: "{")
            guard isObject || current == UInt8(ascii: "[") else { return nil }
            let start = index
            index += 1
            var count = 0
            while true {
                skipSpace()
                guard current != UInt8(ascii: "}"), current != UInt8(ascii: "]"), index < bytes.count else { break }
                let member = index
                var name = String(count)
                if isObject {
                    name = readKey()
                    skipSpace()
                    index += 1  // the colon
                    skipSpace()
                }
                if name == token { return member }
                skipValue()
                skipSpace()
                if current == UInt8(ascii: ",") { index += 1 }
                count += 1
            }
            index = start
            return nil
        }

        private mutating func readKey() -> String {
            let start = index
            skipString()
            let key = try? JSONReader.read(Array(bytes[start..<index]), .canonical)  // was read before, so it is valid
            return key?.string ?? ""
        }

        private mutating func skipString() {
            index += 1
            while index < bytes.count, current != UInt8(ascii: "\"") {
                index += current == UInt8(ascii: "\\") ? 2 : 1
            }
            index += 1
        }

        private mutating func skipValue() {
            var depth = 0
            repeat {
                switch current {
                case UInt8(ascii: "\""):
                    skipString()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
                index += 1
            } while index < bytes.count && !(depth == 0 && isEndOfValue)
        }

        private var isEndOfValue: Bool {
            [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(current)
        }
    }
}
