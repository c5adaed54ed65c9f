import ExhibitJSON
import ExhibitModel

/// The optional fields of the Images API: which there are, and what may stand in them.
///
/// Words such as qualities and formats are not checked against lists: new models bring new words within weeks.
enum OpenAIOptions {
    private static let shared: Set<String> = [
        "background", "moderation", "n", "output_compression", "output_format", "quality", "response_format", "seed",
        "size", "style", "user",
    ]
    private static let ofEdits: Set<String> = ["input_fidelity"]

    /// Only what was given, in the order in which it was given.
    static func fields(
        _ options: [Intent.Option],
        for route: OpenAIRoute
    ) throws(ProviderError) -> [(name: String, value: JSONValue)] {
        var fields: [(name: String, value: JSONValue)] = []
        for option in try joiningEdges(options) {
            guard shared.contains(option.name) || (route == .edits && ofEdits.contains(option.name)) else {
                throw .optionNotSupported(name: option.name, dialect: "openai", route: route.rawValue)
            }
            let value = try value(of: option)
            try check(option.name, value)
            fields.append((option.name, value))
        }
        return fields
    }

    private static func value(of option: Intent.Option) throws(ProviderError) -> JSONValue {
        switch option.value {
        case .text(let text), .privateText(let text): return .string(text)
        case .integer(let integer): return .int(integer)
        case .flag(let flag): return .bool(flag)
        case .decimal(let digits):
            guard let number = JSONNumber(text: digits) else {
                throw .optionInvalid(name: option.name, problem: "\"\(digits)\" is not a number")
            }
            return .number(number)
        }
    }

    private static func check(_ name: String, _ value: JSONValue) throws(ProviderError) {
        switch name {
        case "size":
            guard let size = value.string, isSize(size) else {
                throw .sizeNotAllowed(value.string ?? JSONText.compact(value))
            }
        case "n": try check(name, value, in: 1...10)
        case "output_compression": try check(name, value, in: 0...100)
        default:
            if value.string == "" { throw .optionInvalid(name: name, problem: "must not be empty") }
        }
    }

    private static func check(
        _ name: String,
        _ value: JSONValue,
        in range: ClosedRange<Int>
    ) throws(ProviderError) {
        guard let integer = value.int, range.contains(integer) else {
            throw .optionInvalid(
                name: name,
                problem: "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
    }

    /// `auto`, or two edges of one to five digits.
    private static func isSize(_ text: String) -> Bool {
        if text == "auto" { return true }
        let edges = text.split(separator: "x", omittingEmptySubsequences: false)
        return edges.count == 2
            && edges.allSatisfy { edge in
                edge.utf8.count <= 5 && edge.utf8.first != UInt8(ascii: "0") && !edge.isEmpty
                    && edge.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    /// `width` and `height`, which the API has no fields for, as one `size` in the place of the first of them.
    private static func joiningEdges(_ options: [Intent.Option]) throws(ProviderError) -> [Intent.Option] {
        let edges = options.filter { $0.name == "width" || $0.name == "height" }
        guard !edges.isEmpty else { return options }
        guard !options.contains(where: { $0.name == "size" }) else {
            throw .optionInvalid(name: edges[0].name, problem: "cannot be given together with size")
        }
        guard case .integer(let width) = options.first(where: { $0.name == "width" })?.value,
            case .integer(let height) = options.first(where: { $0.name == "height" })?.value
        else { throw .optionInvalid(name: edges[0].name, problem: "width and height are needed together") }
        return options.compactMap { option in
            if option == edges[0] { return Intent.Option("size", .text("\(width)x\(height)")) }
            return option.name == "width" || option.name == "height" ? nil : option
        }
    }
}
