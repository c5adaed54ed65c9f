/// A row of a CSV file: its cells, and what is wrong with them.
struct CSVRow {
    var cells: [Cell] = []
    var faults: [(fault: Fault, offset: Int)] = []

    struct Cell {
        /// Without its quotes.
        let text: String
        /// Of the first byte, which may be a quote.
        let offset: Int
    }

    enum Fault {
        case quoteInside, textBehindQuote, unclosedQuote, notUTF8

        var sentence: String {
            switch self {
            case .quoteInside: "a quote inside a cell that does not begin with one"
            case .textBehindQuote: "text behind the closing quote of a cell"
            case .unclosedQuote: "a quote that is never closed"
            case .notUTF8: "a cell is not UTF-8"
            }
        }

        var hint: String {
            switch self {
            case .quoteInside, .textBehindQuote: "put the whole cell into quotes, and double the quotes in it"
            case .unclosedQuote: "close it, or double it if it is part of the text"
            case .notUTF8: "save the file as UTF-8"
            }
        }
    }

    /// A blank line, or commas alone, as spreadsheets leave them.
    var isBlank: Bool { cells.allSatisfy(\.text.isEmpty) }
}
