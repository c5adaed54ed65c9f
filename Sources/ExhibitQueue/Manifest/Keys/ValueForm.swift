/// What the value of an item's key may be, and how it is written on a command line.
enum ValueForm: Sendable, Hashable {
    /// A text.
    case text
    /// A text that is not `-`: that would be standard input, which tasks cannot share.
    case source
    /// A text, or a number that is taken for one.
    case label
    /// Texts, or a single one; the flag is repeated.
    case texts
    /// The same of texts that are not `-`.
    case sources
    /// `NAME: env:VAR`, or an array of such: a manifest is kept, so no secret may stand in it.
    case headers
    /// Labels, or a single one.
    case labels
    /// An array is a flag for each element; a text is the value of `--images`, with its commas.
    case imageList
    /// A number without fraction; its digits are kept.
    case integer
    /// Any number; its digits are kept.
    case number
    /// True is the flag alone; false is its absence.
    case toggle
    /// False is the flag; true is its absence.
    case inverseToggle
    /// A JSON object, or its text, or `@FILE`.
    case json
    /// An object of variables.
    case variables

    var sentence: String {
        switch self {
        case .text, .source: "a text"
        case .label: "a text or a number"
        case .texts, .sources, .headers, .imageList: "a text or an array of texts"
        case .labels: "a text or an array of texts and numbers"
        case .integer: "a whole number"
        case .number: "a number"
        case .toggle, .inverseToggle: "true or false"
        case .json: "a JSON object"
        case .variables: "an object of texts, numbers, true and false"
        }
    }
}
