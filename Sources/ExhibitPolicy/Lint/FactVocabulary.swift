import ExhibitJSON

/// The paths under which a facts document can say something.
package struct FactVocabulary: Sendable {
    private let names: [[String]]

    /// Pointers, in which `*` stands for any one step and a last `**` for anything below.
    package init(_ pointers: [String]) {
        names = pointers.compactMap { JSONPointer($0)?.tokens }
    }

    /// Whether `path` is a fact, or holds one.
    func holds(_ path: [String]) -> Bool {
        names.contains { name in
            for (index, step) in path.enumerated() {
                guard index < name.count else { return false }
                if name[index] == "**" { return true }
                guard step == name[index] || name[index] == "*" || step == "*" else { return false }
            }
            return true
        }
    }

    /// The fact that a mistyped path probably meant.
    func nearest(to path: [String]) -> String? {
        Nearest.to(JSONPointer(tokens: path).description, among: names.map { JSONPointer(tokens: $0).description })
    }
}
