package import ExhibitJSON

/// A place in a manifest as an editor shows it.
package struct ManifestPlace: Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package init(_ position: SourcePosition) { self.init(line: position.line, column: position.column) }

    package var description: String { "line \(line), column \(column)" }
}
