import ExhibitModel

extension Intent {
    func option(_ name: String) -> Option.Value? {
        options.first { $0.name == name }?.value
    }

    /// An option's text; nil when it was not given or is no text.
    func text(_ name: String) -> String? {
        switch option(name) {
        case .text(let text), .privateText(let text): text
        case .integer, .decimal, .flag, nil: nil
        }
    }

    /// Whether a flag was given and is on.
    func isOn(_ name: String) -> Bool { option(name) == .flag(true) }
}
