/// How a mask says what is to be painted anew.
package enum MaskConvention: String, Sendable, Hashable, CaseIterable {
    /// Where its alpha is 0.
    case transparent
    /// Where it is white.
    case white
    /// The model takes no mask.
    case none

    package var sentence: String {
        switch self {
        case .transparent: "what is transparent in the mask is painted anew"
        case .white: "what is white in the mask is painted anew"
        case .none: "takes no mask"
        }
    }
}
