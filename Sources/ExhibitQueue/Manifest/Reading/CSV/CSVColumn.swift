import ExhibitJSON

/// What the cells of a column are, as its first cell says.
enum CSVColumn {
    case key(String)
    /// `vars.colour` is the variable `colour` of the row's own.
    case variable(String)
    /// A column without a name may only be empty.
    case nameless
    /// Its name was told as a problem; nothing is said about its cells.
    case refused

    var isNamed: Bool {
        switch self {
        case .key, .variable: true
        case .nameless, .refused: false
        }
    }

    static let variablePrefix = "vars."

    /// The values that a cell's text stands for; what is neither JSON array nor object stays a text.
    static func value(of text: String, under key: String) -> JSONValue {
        let forms = (ItemKey.places(of: key) ?? []).map { ItemKey.table[$0].form }
        let isStructured = forms.contains { form in
            switch form {
            case .texts, .sources, .headers, .labels: text.hasPrefix("[")
            case .variables: text.hasPrefix("{")
            default: false
            }
        }
        guard isStructured, let value = try? JSONReader.read(Array(text.utf8), .reply)  // else it is the text itself
        else { return .string(text) }
        return value
    }
}
