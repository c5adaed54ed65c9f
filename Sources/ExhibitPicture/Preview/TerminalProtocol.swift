/// How a terminal takes a picture.
package enum TerminalProtocol: Sendable, Hashable {
    /// https://sw.kovidgoyal.net/kitty/graphics-protocol/
    case kitty
    /// https://iterm2.com/documentation-images.html
    case iTerm2
    /// DEC's sixels, as xterm documents them.
    case sixel
    /// Two pixels a character cell, in any terminal with colours and UTF-8.
    case halfBlocks(TerminalColours)

    /// What the variables of a terminal's environment promise; nil when there should be no picture.
    ///
    /// Nothing is asked of the terminal itself: its answer would have to be read from where the user types. Inside
    /// tmux and screen there are half blocks, since those hand on nothing they do not know.
    package static func detect(_ variables: [String: String]) -> TerminalProtocol? {
        let value = { (name: String) in variables[name] ?? "" }
        let term = value("TERM")
        guard value("NO_COLOR").isEmpty, !term.isEmpty, term != "dumb" else { return nil }
        let blocks = TerminalProtocol.halfBlocks(colours(term: term, value("COLORTERM")))
        if !value("TMUX").isEmpty || ["screen", "tmux"].contains(where: term.hasPrefix) { return blocks }
        let program = value("TERM_PROGRAM")
        if !value("KITTY_WINDOW_ID").isEmpty || ["xterm-kitty", "xterm-ghostty"].contains(term) || program == "ghostty"
        {
            return .kitty
        }
        if ["iTerm.app", "WezTerm", "mintty"].contains(program) { return .iTerm2 }
        if ["foot", "mlterm", "contour", "yaft"].contains(where: term.hasPrefix) || term.contains("sixel") {
            return .sixel
        }
        return blocks
    }

    private static func colours(term: String, _ colourTerm: String) -> TerminalColours {
        let isTrue = colourTerm == "truecolor" || colourTerm == "24bit" || term.hasSuffix("-direct")
        return isTrue ? .trueColour : .palette256
    }
}
