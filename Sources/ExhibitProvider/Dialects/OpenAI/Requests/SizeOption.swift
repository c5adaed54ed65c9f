import ExhibitJSON
import ExhibitModel

/// The one field of the API for width and height.
enum SizeOption {
    static func check(_ value: JSONValue) throws(ProviderError) {
        guard let size = value.string, isSize(size) else {
            throw .sizeNotAllowed(value.string ?? JSONText.compact(value))
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
    static func joiningEdges(_ options: [Intent.Option]) throws(ProviderError) -> [Intent.Option] {
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
