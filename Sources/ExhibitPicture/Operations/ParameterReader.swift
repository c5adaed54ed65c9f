/// Reads an operation's parameters: each must be there, of its kind and in its range, and there must be no others.
struct ParameterReader {
    private let name: String
    private var left: [String: Operation.Parameter]

    init(_ operation: Operation) {
        name = operation.name
        left = operation.parameters
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(PictureError) -> Int {
        guard case .integer(let value)? = left.removeValue(forKey: key), range.contains(value) else {
            throw invalid("\(key) is no integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    mutating func text(_ key: String) throws(PictureError) -> String {
        guard case .text(let value)? = left.removeValue(forKey: key) else { throw invalid("\(key) is no text") }
        return value
    }

    /// One of an enumeration's words.
    mutating func word<Word: RawRepresentable<String>>(_ key: String) throws(PictureError) -> Word {
        let text = try text(key)
        guard let word = Word(rawValue: text) else { throw invalid("\(key) cannot be \(text)") }
        return word
    }

    mutating func flag(_ key: String) throws(PictureError) -> Bool {
        guard case .flag(let value)? = left.removeValue(forKey: key) else { throw invalid("\(key) is no flag") }
        return value
    }

    /// In its one spelling.
    mutating func colour(_ key: String) throws(PictureError) -> Colour {
        let text = try text(key)
        guard let colour = Colour(text), colour.text == text else { throw invalid("\(key) cannot be \(text)") }
        return colour
    }

    /// For a parameter that may be left out.
    func has(_ key: String) -> Bool { left[key] != nil }

    /// - Throws: for a parameter that nobody asked for.
    func finish() throws(PictureError) {
        guard let key = left.keys.min() else { return }
        throw invalid("it has no parameter \(key)")
    }

    func invalid(_ reason: String) -> PictureError { .invalidOperation("\(name): \(reason)") }
}
