/// The number of RFC 8259 §6.
///
/// `-`? (`0` | [1-9][0-9]*) (`.` [0-9]+)? ([eE] [+-]? [0-9]+)?
enum NumberGrammar {
    /// The end of the longest number at `start`; nil when there is none, or when a digit follows a leading zero.
    static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = index
        index = skipDigits(bytes, index)
        guard index > whole, index == whole + 1 || bytes[whole] != UInt8(ascii: "0") else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            let fraction = index + 1
            index = skipDigits(bytes, fraction)
            guard index > fraction else { return nil }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            let exponent = index
            index = skipDigits(bytes, exponent)
            guard index > exponent else { return nil }
        }
        return index
    }

    private static func skipDigits(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index
    }
}
