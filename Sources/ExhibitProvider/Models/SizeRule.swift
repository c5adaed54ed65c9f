/// Which sizes a model makes.
package enum SizeRule: Sendable, Hashable {
    case any
    case listed([PixelSize], auto: Bool)
    case bounded(SizeBounds, auto: Bool)

    /// What is wrong with a size as it is asked for; nil when nothing is.
    ///
    /// Text that is no size at all is the dialect's to refuse.
    package func problem(_ size: String) -> String? {
        if size == "auto" { return allowsAuto ? nil : "auto is not offered" }
        guard let asked = PixelSize(size) else { return nil }
        switch self {
        case .any: return nil
        case .listed(let sizes, _): return sizes.contains(asked) ? nil : "it makes \(description)"
        case .bounded(let bounds, _): return bounds.problem(asked)
        }
    }

    private var allowsAuto: Bool {
        switch self {
        case .any: true
        case .listed(_, let auto), .bounded(_, let auto): auto
        }
    }
}

extension SizeRule: CustomStringConvertible {
    package var description: String {
        switch self {
        case .any: "any size"
        case .listed(let sizes, let auto): (sizes.map(\.description) + (auto ? ["auto"] : [])).joined(separator: ", ")
        case .bounded(let bounds, let auto): bounds.description + (auto ? ", or auto" : "")
        }
    }
}

/// A width and a height in pixels.
package struct PixelSize: Sendable, Hashable, CustomStringConvertible {
    package let width: Int
    package let height: Int

    /// From `1024x1536`; nil for anything else.
    package init?(_ text: String) {
        let edges = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard edges.count == 2, let width = edges[0], let height = edges[1], (1...99_999).contains(width),
            (1...99_999).contains(height)
        else { return nil }
        self.width = width
        self.height = height
    }

    package var description: String { "\(width)x\(height)" }
}
