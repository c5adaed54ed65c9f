import ExhibitJSON
import ExhibitModel

/// Takes an intent's options by name, so that in the end what no field was found for is refused.
///
/// Ranges and kinds are checked as an option is taken.
struct OptionReader {
    private let dialect: String
    private let route: String
    private var rest: [Intent.Option]

    /// Options that steer exhibit itself in other dialects, and ask for nothing here.
    private static let idle: Set<String> = ["allow_dropped_references"]

    init(_ intent: Intent, dialect: String) {
        self.dialect = dialect
        route = intent.route
        rest = intent.options.filter { !Self.idle.contains($0.name) }
    }

    /// A text that is not empty.
    mutating func text(_ name: String) throws(ProviderError) -> String? {
        switch take(name) {
        case nil: return nil
        case .text(let text), .privateText(let text):
            guard !text.isEmpty else { throw .optionInvalid(name: name, problem: "must not be empty") }
            return text
        case .integer, .decimal, .flag: throw .optionInvalid(name: name, problem: "must be a text")
        }
    }

    /// One of the words.
    mutating func word(_ name: String, of words: [String]) throws(ProviderError) -> String? {
        guard let word = try text(name) else { return nil }
        guard words.contains(word) else {
            throw .optionInvalid(name: name, problem: "must be one of " + words.joined(separator: ", "))
        }
        return word
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(ProviderError) -> Int? {
        guard let value = take(name) else { return nil }
        guard case .integer(let integer) = value, range.contains(integer) else {
            let bounds =
                range.upperBound == .max
                ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw .optionInvalid(name: name, problem: "must be a whole number \(bounds)")
        }
        return integer
    }

    /// Whether the option was given, whatever its value.
    mutating func isGiven(_ name: String) -> Bool { take(name) != nil }

    /// A number with the caller's own digits.
    mutating func number(_ name: String, from low: Double, to high: Double? = nil) throws(ProviderError) -> JSONNumber?
    {
        let number: JSONNumber?
        switch take(name) {
        case nil: return nil
        case .integer(let integer): number = JSONNumber(integer)
        case .decimal(let digits): number = JSONNumber(text: digits)
        case .text, .privateText, .flag: number = nil
        }
        guard let number, let value = Double(number.text), value >= low, value <= high ?? value else {
            let bounds = high.map { "from \(Self.shown(low)) to \(Self.shown($0))" } ?? "of at least \(Self.shown(low))"
            throw .optionInvalid(name: name, problem: "must be a number \(bounds)")
        }
        return number
    }

    /// `size`, or `width` and `height`, each edge in the range; an edge that was not given is nil.
    mutating func edges(in range: ClosedRange<Int>) throws(ProviderError) -> (width: Int?, height: Int?) {
        let width = try integer("width", in: range)
        let height = try integer("height", in: range)
        guard let text = try text("size") else { return (width, height) }
        guard width == nil, height == nil else {
            throw .optionInvalid(name: "size", problem: "cannot be given together with width or height")
        }
        guard let size = PixelSize(text) else { throw .sizeNotAllowed(text) }
        guard range.contains(size.width), range.contains(size.height) else {
            throw .optionInvalid(
                name: "size",
                problem: "\(size): each edge must be from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return (size.width, size.height)
    }

    /// Refuses more than one picture a request, where the dialect has no field for a number.
    mutating func one() throws(ProviderError) {
        guard let n = try integer("n", in: 1...10), n != 1 else { return }
        throw .optionReplaced(name: "n", dialect: dialect, hint: "give the command once for each picture")
    }

    /// - Throws: for the first option that nobody took.
    func finish(hint: String? = nil) throws(ProviderError) {
        guard let option = rest.first else { return }
        guard let hint else { throw .optionNotSupported(name: option.name, dialect: dialect, route: route) }
        throw .optionReplaced(name: option.name, dialect: dialect, hint: hint)
    }

    private mutating func take(_ name: String) -> Intent.Option.Value? {
        rest.firstIndex { $0.name == name }.map { rest.remove(at: $0).value }
    }

    private static func shown(_ bound: Double) -> String {
        bound == bound.rounded() ? String(Int(bound)) : String(bound)
    }
}
