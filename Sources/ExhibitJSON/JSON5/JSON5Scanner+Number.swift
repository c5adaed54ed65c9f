extension JSON5Scanner {
    mutating func number() throws(ReadingFault) -> JSONNumber {
        let start = index
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        switch next {
        case "I": return try refuse("Infinity", from: start)
        case "N": return try refuse("NaN", from: start)
        case "0" where next(after: 1) == "x" || next(after: 1) == "X":
            return try hexNumber(isNegative: isNegative, from: start)
        default: break
        }
        let text = decimal()
        guard let number = JSONNumber(text: (isNegative ? "-" : "") + text) else {
            throw fault(.invalidNumber, at: start)
        }
        return number
    }

    /// The next run of number characters in JSON's spelling; no number when there is no digit before the exponent.
    private mutating func decimal() -> String {
        let start = index
        skipDigits()
        let whole = text(from: start)
        var fraction = ""
        if take(".") {
            let digits = index
            skipDigits()
            fraction = text(from: digits)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return "" }
        let exponent = index
        if next == "e" || next == "E" {
            skip()
            if !take("+") { _ = take("-") }
            skipDigits()
        }
        return (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction) + text(from: exponent)
    }

    private mutating func hexNumber(isNegative: Bool, from start: Int) throws(ReadingFault) -> JSONNumber {
        skip(2)
        let digits = index
        while let scalar = next, Self.hexDigit(scalar) != nil { skip() }
        guard index > digits else { throw fault(.invalidNumber, at: start) }
        guard let value = Int((isNegative ? "-" : "") + text(from: digits), radix: 16) else {
            throw fault(.numberOutOfProfile, at: start)
        }
        return value == 0 && isNegative ? JSONNumber(matched: "-0") : JSONNumber(value)
    }

    private mutating func refuse(_ word: String, from start: Int) throws(ReadingFault) -> JSONNumber {
        for scalar in word.unicodeScalars {
            guard take(scalar) else { throw unexpected() }
        }
        throw fault(.numberOutOfProfile, at: start)
    }

    private mutating func skipDigits() {
        while let scalar = next, ("0"..."9").contains(scalar) { skip() }
    }

    static func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
        guard scalar.isASCII else { return nil }
        return Character(scalar).hexDigitValue.map(UInt32.init)
    }
}
