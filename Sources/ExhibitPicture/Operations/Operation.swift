/// How one picture was made from others: a name with a version, such as `mask.make@1`, and its parameters.
///
/// The same operation on the same sources gives the same pixels on any machine, so whoever has the sources can ask again.
/// A change of the pixels is a new version.
package struct Operation: Sendable, Hashable {
    /// What canonical JSON holds without loss; a decimal is a text, as the user wrote it.
    package enum Parameter: Sendable, Hashable {
        case integer(Int)
        case text(String)
        case flag(Bool)
    }

    package let name: String
    package let parameters: [String: Parameter]

    package init(_ name: String, _ parameters: [String: Parameter] = [:]) {
        self.name = name
        self.parameters = parameters
    }
}
