package import ExhibitModel

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
